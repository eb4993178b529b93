/**
 * What this machine has. Looked at once, in a process of its own: asking graphics cards runs other programs and would hold the host.
 *
 * @module
 */
import { z } from "zod";
import { spawnChild } from "../process/mod.ts";

/** Processor, memory and graphics cards. Sizes in MiB. */
export const Machine = z.object({
  cpu: z.string(),
  cores: z.number(),
  /** What a program may take: the machine's, or that of the container around it. */
  memoryMb: z.number(),
  gpus: z.array(z.object({ name: z.string(), memoryMb: z.number() })),
  /** Set where graphics cards take their memory from the machine's. */
  shared: z.boolean(),
  /** Set where something could not be found out. */
  note: z.string().optional(),
});
export type Machine = z.infer<typeof Machine>;

const DEADLINE_MS = 15_000;
const MIB = 1024 * 1024;
/** Where `nvidia-smi`, `lspci` and their kin are; the process gets no other environment. */
const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/rocm/bin";

/** Looks at the machine. Never throws: what could not be found out is said in the note. */
export async function probeMachine(options: { signal?: AbortSignal } = {}): Promise<Machine> {
  const child = spawnChild({
    entry: "machine",
    permissions: ["--allow-read", "--allow-sys", "--allow-run", "--allow-env", "--deny-net"],
    ...(Deno.build.os === "windows" ? {} : { env: { PATH, LC_ALL: "C" } }),
    maxRssMb: 512,
  });
  try {
    const { value } = await child.channel.call("probe", {}, { timeoutMs: DEADLINE_MS, ...options });
    return Machine.parse(value);
  } catch (error) {
    return {
      cpu: "unknown",
      cores: navigator.hardwareConcurrency,
      memoryMb: Math.floor(Deno.systemMemoryInfo().total / MIB),
      gpus: [],
      shared: false,
      note: `Graphics cards could not be looked for: ${(error as Error).message}`,
    };
  } finally {
    child.kill("probed");
  }
}
