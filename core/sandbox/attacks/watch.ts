/**
 * What the host feels while it is attacked: how late its event loop was, how much memory it took, which processes are there. Other programs
 * of the machine make every loop late, so a delay counts as far as the host itself was computing meanwhile; a second loop, in a thread that
 * has nothing to do, tells how busy the machine is.
 *
 * @module
 */
import { cpuUsage } from "node:process";

const EVERY_MS = 20;
const METRONOME = `let last = performance.now(), late = 0;
  setInterval(() => { const now = performance.now(); late += Math.max(0, now - last - ${EVERY_MS}); last = now; }, ${EVERY_MS});
  onmessage = ({ ports: [port] }) => { port.postMessage(late); port.close(); late = 0; };`;

/** Watches the host. */
export class HostWatch {
  readonly #worker = new Worker(
    URL.createObjectURL(new Blob([METRONOME], { type: "text/javascript" })),
    { type: "module" },
  );
  readonly #timer: ReturnType<typeof setInterval>;
  #last = performance.now();
  #cpu = cpuMs();
  #late = 0;
  #startRss = rss();
  #peakRss = rss();

  constructor() {
    this.#timer = setInterval(() => {
      const [now, cpu] = [performance.now(), cpuMs()];
      const late = now - this.#last - EVERY_MS;
      this.#late = Math.max(this.#late, Math.min(late, cpu - this.#cpu));
      this.#last = now;
      this.#cpu = cpu;
      this.#peakRss = Math.max(this.#peakRss, rss());
    }, EVERY_MS);
  }

  /** What happened since it was last asked. `othersMs`: how long in all a loop that has nothing to do had to wait for its turn. */
  async read(): Promise<{ lateMs: number; othersMs: number; grownMiB: number }> {
    const others = await new Promise<number>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => {
        port1.close();
        resolve(data);
      };
      this.#worker.postMessage(null, [port2]);
    });
    const read = {
      lateMs: Math.round(this.#late),
      othersMs: Math.round(others),
      grownMiB: Math.round((Math.max(this.#peakRss, rss()) - this.#startRss) / 1024 / 1024),
    };
    this.#late = 0;
    this.#startRss = this.#peakRss = rss();
    return read;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#worker.terminate();
  }
}

/** Processes whose command line has this text. */
export function processesWith(text: string): number[] {
  const found: number[] = [];
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (Deno.readTextFileSync(`/proc/${name}/cmdline`).includes(text)) found.push(Number(name));
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}

/** Milliseconds until none of the processes is there; null where one still is after `withinMs`. */
export async function goneAfter(pids: number[], withinMs: number): Promise<number | null> {
  const started = performance.now();
  for (;;) {
    if (!pids.some(isThere)) return Math.round(performance.now() - started);
    if (performance.now() - started > withinMs) return null;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A process that ended and was not looked after yet has no command line. */
function isThere(pid: number): boolean {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/cmdline`) !== "";
  } catch {
    return false;
  }
}

function cpuMs(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}

function rss(): number {
  return Deno.memoryUsage().rss;
}
