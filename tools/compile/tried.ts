/**
 * Running a program from outside: a binary, or a copy that acts as one.
 *
 * @module
 */

const READY = /is ready:\s+(http:\/\/\S+)/;

/** A program to try: a copy that acts as a binary, or a binary. */
export interface Tried {
  program: string;
  args: string[];
  env: Record<string, string>;
}

/** Runs a command to its end. */
export async function runCommand(
  { program, args, env }: Tried,
  words: string[],
): Promise<{ code: number; out: string; err: string }> {
  const { code, stdout, stderr } = await new Deno.Command(program, { args: [...args, ...words], env })
    .output();
  return { code, out: new TextDecoder().decode(stdout), err: new TextDecoder().decode(stderr) };
}

/** A server that runs. */
export interface Running {
  url: string;
  stop(): Promise<void>;
}

/** Starts the server and waits until it says its address. */
export async function startServer({ program, args, env }: Tried): Promise<Running> {
  const child = new Deno.Command(program, {
    args: [...args, "start"],
    env,
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
  const drained = (async () => {
    while (!(await reader.read()).done);
  })();
  return {
    url: READY.exec(said)![1]!,
    async stop() {
      child.kill("SIGTERM");
      await child.status;
      await drained;
    },
  };
}
