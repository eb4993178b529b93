/** A watch over one process. */
export interface MemoryWatch {
  /** Ends the watch; resolves when nobody watches any more. */
  stop(): Promise<void>;
}

const PAGE_BYTES = 4096;
const OVER = 9;

/**
 * Watches the resident memory of a process of ours. `/proc` is closed to a Deno that was not allowed everything, so a shell reads it, four
 * times a second, and ends with the process. Linux only; elsewhere nothing is watched.
 *
 * @param onOver Called once.
 */
export function watchMemory(pid: number, maxMb: number, onOver: () => void): MemoryWatch {
  if (Deno.build.os !== "linux") return { stop: () => Promise.resolve() };
  const pages = Math.ceil(maxMb * 1e6 / PAGE_BYTES);
  const script =
    // A process that has ended but whose end nobody has taken note of (a container may have no init) has no pages at all.
    `while read -r s p _ </proc/${pid}/statm && [ "$s" != 0 ]; do [ "$p" -gt ${pages} ] && exit ${OVER}; sleep 0.25; done`;
  const watcher = new Deno.Command("/bin/sh", {
    args: ["-c", script],
    cwd: "/",
    clearEnv: true,
    env: { PATH: "/usr/bin:/bin" },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  watcher.unref();
  const done = watcher.status.then(({ code }) => {
    if (code === OVER) onOver();
  });
  return {
    async stop() {
      watcher.ref(); // whoever waits for the end of the watch must not be forgotten by the event loop
      try {
        watcher.kill();
      } catch {
        // It has ended by itself.
      }
      await done;
    },
  };
}
