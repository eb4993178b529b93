/** Far more than any condition takes on a busy machine: only a test that fails waits so long. */
const PATIENCE_MS = 60_000;
const EVERY_MS = 10;

/**
 * Waits until something holds that nothing else tells of: a process that goes, a file that is written. A test that waits for a fixed time
 * instead fails on a machine that is slow.
 *
 * @param what Names it for the error of a condition that never holds.
 */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const started = performance.now();
  while (!await holds()) {
    if (performance.now() - started > PATIENCE_MS) {
      throw new Error(`After ${PATIENCE_MS / 1000} s still not: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
