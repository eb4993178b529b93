/**
 * Resident memory of processes of ours, watched from outside: one that is stuck in native code cannot watch itself.
 *
 * @module
 */

/** A watch over one process. */
export interface MemoryWatch {
  /** Resident megabytes when last looked at; null before that, and where nothing is watched. */
  rssMb(): number | null;
  /** Ends the watch; resolves when nobody watches any more. */
  stop(): Promise<void>;
}

interface Watched {
  maxMb: number;
  rssMb: number | null;
  onOver: () => void;
}

const PAGE_BYTES = 4096;
const EVERY_MS = 250;
/** Answers each line of process ids with their resident pages. Nothing but built-ins of the shell: it starts no processes. */
const SCRIPT =
  'while read -r pids; do for pid in $pids; do pages=0; read -r _ pages _ </proc/$pid/statm; echo "$pid $pages"; done; echo .; done';

/**
 * Watches the resident memory of a process of ours. `/proc` is closed to a Deno that was not allowed everything, so a shell reads it, one
 * for all watched processes; it runs while there are any, and ends with this process. Linux only; elsewhere nothing is watched.
 *
 * @param onOver Called once.
 */
export function watchMemory(pid: number, maxMb: number, onOver: () => void): MemoryWatch {
  if (Deno.build.os !== "linux") return { rssMb: () => null, stop: () => Promise.resolve() };
  const watched: Watched = { maxMb, rssMb: null, onOver };
  probe = probe?.open ? probe : new Probe();
  const own = probe;
  own.add(pid, watched);
  return { rssMb: () => watched.rssMb, stop: () => own.remove(pid) };
}

let probe: Probe | undefined;

/** The processes that are watched now, and their resident memory as last seen; null where none was looked at yet. */
export function watchedMemory(): { processes: number; bytes: number | null } {
  return probe?.open ? probe.memory() : { processes: 0, bytes: null };
}

/** The shell and whom it is asked about. */
class Probe {
  readonly #watched = new Map<number, Watched>();
  readonly #shell = new Deno.Command("/bin/sh", {
    args: ["-c", SCRIPT],
    cwd: "/",
    clearEnv: true,
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  readonly #writer = this.#shell.stdin.getWriter();
  readonly #lines = this.#shell.stdout.pipeThrough(new TextDecoderStream()).getReader();
  #timer: ReturnType<typeof setInterval> | undefined;
  #looking = false;
  open = true;

  constructor() {
    this.#shell.unref();
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
    Deno.unrefTimer(this.#timer);
  }

  add(pid: number, watched: Watched): void {
    this.#watched.set(pid, watched);
  }

  memory(): { processes: number; bytes: number | null } {
    const seen = [...this.#watched.values()].flatMap(({ rssMb }) => rssMb ?? []);
    const bytes = seen.length === 0 ? null : seen.reduce((sum, megabytes) => sum + megabytes, 0) * 1e6;
    return { processes: this.#watched.size, bytes };
  }

  async remove(pid: number): Promise<void> {
    this.#watched.delete(pid);
    if (this.#watched.size > 0 || !this.open) return;
    this.open = false;
    clearInterval(this.#timer);
    this.#shell.ref(); // whoever waits for the end of the watch must not be forgotten by the event loop
    try {
      this.#shell.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await Promise.allSettled([this.#writer.close(), this.#lines.cancel(), this.#shell.status]);
  }

  /** One question and its answer; none while one is open. */
  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      await this.#writer.write(new TextEncoder().encode(`${[...this.#watched.keys()].join(" ")}\n`));
      let text = "";
      while (!text.endsWith(".\n")) {
        const { value, done } = await this.#lines.read();
        if (done) return;
        text += value;
      }
      for (const line of text.split("\n")) this.#judge(line);
    } catch {
      // The shell was ended, by us or with us.
    } finally {
      this.#looking = false;
    }
  }

  #judge(line: string): void {
    const [pid, pages] = line.split(" ").map(Number);
    const watched = this.#watched.get(pid!);
    if (watched === undefined || !pages) return;
    watched.rssMb = Math.round(pages * PAGE_BYTES / 1e6);
    if (watched.rssMb <= watched.maxMb) return;
    this.#watched.delete(pid!);
    watched.onOver();
  }
}
