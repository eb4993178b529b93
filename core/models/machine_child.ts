/**
 * The process that looks at the machine.
 *
 * @module
 */
import { cpu, graphics, mem } from "systeminformation";
import { serveChild } from "../process/serve.ts";
import type { Machine } from "./machine.ts";

const MIB = 1024 * 1024;

await serveChild({ probe });

async function probe(): Promise<Machine> {
  const [processor, memory, cards, limit] = await Promise.all([cpu(), mem(), graphics(), containerLimit()]);
  const apple = Deno.build.os === "darwin" && Deno.build.arch === "aarch64";
  return {
    cpu: `${processor.manufacturer} ${processor.brand}`.trim() || "unknown",
    cores: navigator.hardwareConcurrency,
    memoryMb: Math.floor(Math.min(memory.total, limit) / MIB),
    gpus: cards.controllers
      .map(({ model, vendor, vram, memoryTotal, vramDynamic }) => ({
        name: model || vendor || "graphics card",
        memoryMb: vramDynamic ? 0 : memoryTotal ?? vram ?? 0,
      }))
      // Processors and servers come with small ones that no model runs on.
      .filter(({ memoryMb }) => memoryMb >= 1024),
    shared: apple,
  };
}

/** What the control group of a container allows; infinite without. */
async function containerLimit(): Promise<number> {
  for (const path of ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]) {
    const bytes = Number(await Deno.readTextFile(path).catch(() => "max"));
    if (Number.isFinite(bytes) && bytes > 0) return bytes;
  }
  return Infinity;
}
