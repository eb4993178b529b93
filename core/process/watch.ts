/**
 * Watches the resident memory of a process through `/proc`, where there is one.
 *
 * @param onOver Called once, with the megabytes that were seen.
 * @returns Stops watching.
 */
export function watchMemory(pid: number, maxMb: number, onOver: (mb: number) => void): () => void {
  if (Deno.build.os !== "linux") return () => {};
  const pageBytes = 4096;
  const timer = setInterval(() => {
    let pages: number;
    try {
      pages = Number(Deno.readTextFileSync(`/proc/${pid}/statm`).split(" ")[1]);
    } catch {
      return clearInterval(timer);
    }
    const mb = Math.round(pages * pageBytes / 1e6);
    if (mb <= maxMb) return;
    clearInterval(timer);
    onOver(mb);
  }, 50);
  Deno.unrefTimer(timer);
  return () => clearInterval(timer);
}
