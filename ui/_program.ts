import { fileURLToPath } from "node:url";
import config from "../deno.json" with { type: "json" };

/** The real program, listening. */
export interface RunningProgram {
  url: string;
  stop(): Promise<void>;
}

const READY = /is ready:\s+(http:\/\/\S+)/;
const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Starts the program with the command of `deno task start`, on a free port with a home of its own, and waits until it says its address. */
export async function startProgram(
  home: string,
  settings: Record<string, string> = {},
): Promise<RunningProgram> {
  const child = new Deno.Command(Deno.execPath(), {
    // What comes before puts the packages in place, which a test that runs has.
    args: config.tasks.start.command.split(" && ").at(-1)!.split(" ").slice(1),
    cwd: ROOT,
    env: { NEXUS_HOME: home, PORT: "0", LOG_LEVEL: "error", ...settings },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  while (!READY.test(said)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`The program ended before it was ready: ${said}`);
    said += value;
  }
  const drained = drain(reader);
  return {
    url: READY.exec(said)![1]!,
    async stop() {
      child.kill("SIGTERM");
      await child.status;
      await drained;
    },
  };
}

async function drain(reader: ReadableStreamDefaultReader<string>): Promise<void> {
  while (!(await reader.read()).done);
}
