/**
 * The child's side of a process.
 *
 * @module
 */
import { Channel, type Handler } from "./channel.ts";

/**
 * Serves the parent over stdin and stdout. The process ends when the parent closes its end or has gone. What the program prints goes to
 * stderr, for stdout belongs to the frames.
 */
export function serveChild(
  handlers: Record<string, Handler>,
  options: { maxFrameBytes?: number; onClose?: () => void | Promise<void> } = {},
): Promise<Channel> {
  printToStderr();
  const { maxFrameBytes } = options;
  const channel = new Channel({ readable: Deno.stdin.readable, writable: Deno.stdout.writable }, {
    handlers,
    role: "child",
    ...(maxFrameBytes === undefined ? {} : { maxFrameBytes }),
  });
  channel.closed.then(async () => {
    if (channel.failure?.code === "process.protocol") console.error(channel.failure.message);
    await options.onClose?.();
    Deno.exit(channel.failure?.code === "process.protocol" ? 70 : 0);
  });
  return Promise.resolve(channel);
}

function printToStderr(): void {
  for (const name of ["log", "info", "debug", "table", "dir"] as const) console[name] = console.error;
}
