/**
 * What stands between a script and the machine, as far as it was seen to stand.
 *
 * @module
 */
import { z } from "zod";
import { kernelWall, knownOuterWall } from "../isolate/mod.ts";
import { selfCommand } from "../process/mod.ts";
import type { JobLimits } from "./job.ts";

/** What a worker saw before it took everything from itself. */
export const Facts = z.strictObject({
  /** Permissions that are granted. */
  open: z.array(z.string()),
  /** Names of the global scope that could not be taken away. */
  left: z.array(z.string()),
  /** Whether text can be made into code. */
  codeGeneration: z.boolean(),
});
export type Facts = z.infer<typeof Facts>;

/** One wall. */
export interface Wall {
  name: string;
  stands: boolean;
  message: string;
}

/** Walls without which nothing runs. */
const NEEDED = ["own process", "no permissions", "closed files", "memory and time"];

/** All walls. Before a process was seen, what this machine is known to give. */
export function wallsOf(facts: Facts | null, { timeoutMs, memoryMb, outputMb }: JobLimits): Wall[] {
  const flags = selfCommand() === null;
  const system = Deno.build.os === "linux";
  const kernel = kernelWall();
  const open = facts?.open ?? [];
  const left = facts?.left ?? [];
  const generates = facts?.codeGeneration ?? !flags;
  return [
    {
      name: "review",
      stands: true,
      message: "A script is read before it runs; only known names and forms pass.",
    },
    { name: "own process", stands: true, message: "Each script has a process of its own that ends with it." },
    {
      name: "no permissions",
      stands: open.length === 0,
      message: open.length === 0
        ? "Neither files nor network, environment, programs or native code."
        : `Granted: ${open.join(", ")}.`,
    },
    {
      name: "closed files",
      stands: flags || kernel,
      message: flags
        ? "The process itself may open nothing, so nothing of the disk can be loaded as a module."
        : kernel
        ? "The kernel closes every file to the process."
        : "This program loads modules of the disk without asking, and this system puts no wall around it.",
    },
    {
      name: "bare scope",
      stands: left.length === 0,
      message: left.length === 0 ? "Only ECMAScript is in scope." : `Still in scope: ${left.join(", ")}.`,
    },
    {
      name: "no code from text",
      stands: !generates,
      message: generates
        ? "This program cannot pass the flag to its processes; eval is left to the review."
        : "eval and new Function are off.",
    },
    {
      name: "memory and time",
      stands: flags || system,
      message: `${memoryMb} MiB, ${timeoutMs / 1000} s, ${outputMb} MiB of output; ` +
        (system
          ? "held by the operating system, the engine and a watch."
          : flags
          ? "held by the engine and a watch, not by this operating system."
          : "neither the engine nor this operating system holds them."),
    },
    secondWall(),
  ];
}

/** The only one that nobody needs. */
function secondWall(): Wall {
  const wall = knownOuterWall();
  const name = "second wall";
  if (wall) return { name, stands: true, message: `${wall.tool}: ${wall.message}.` };
  const message = wall === undefined
    ? "Not tried yet."
    : "Neither bubblewrap nor unshare works here; the others hold without.";
  return { name, stands: false, message };
}

/** The first wall that is needed and does not stand. */
export function missingWall(walls: Wall[]): Wall | null {
  return walls.find(({ name, stands }) => !stands && NEEDED.includes(name)) ?? null;
}
