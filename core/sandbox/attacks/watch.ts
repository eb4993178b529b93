/**
 * What the host feels while it is attacked: how late its event loop was, how much memory it took, which processes are there. Other programs
 * of the machine make every loop late, so a delay counts as far as the host itself was computing meanwhile; a second loop, in a thread that
 * has nothing to do, tells how busy the machine is.
 *
 * @module
 */
import { cpuUsage } from "node:process";

const EVERY_MS = 20;
const METRONOME = `let last = performance.now(), waited = 0;
  setInterval(() => { const now = performance.now(); waited += Math.max(0, now - last - ${EVERY_MS}); last = now; }, ${EVERY_MS});
  onmessage = ({ ports: [port] }) => { port.postMessage(waited); port.close(); };`;

/** What happened during one attack. */
export interface Felt {
  /** The longest time that the host computed without looking at anything else. */
  lateMs: number;
  /** How long in all this loop, or one that has nothing to do, had to wait for its turn. */
  waitedMs: number;
  /** Most memory that the host took beyond what it had; shared by the attacks that ran at the time. */
  grownMiB: number;
}

/** Watches the host, for several attacks at once. */
export class HostWatch {
  readonly #worker = new Worker(
    URL.createObjectURL(new Blob([METRONOME], { type: "text/javascript" })),
    { type: "module" },
  );
  readonly #open = new Set<{ lateMs: number; peakRss: number; most: number }>();
  readonly #timer: ReturnType<typeof setInterval>;
  #last = performance.now();
  #cpu = cpuMs();
  #waited = 0;

  constructor() {
    this.#timer = setInterval(() => {
      const [now, cpu] = [performance.now(), cpuMs()];
      const late = Math.max(0, now - this.#last - EVERY_MS);
      for (const each of this.#open) {
        each.lateMs = Math.max(each.lateMs, Math.min(late, cpu - this.#cpu));
        each.most = Math.max(each.most, this.#open.size);
        each.peakRss = Math.max(each.peakRss, rss());
      }
      this.#waited += late;
      this.#last = now;
      this.#cpu = cpu;
    }, EVERY_MS);
  }

  /** Begins to watch; the result ends it. */
  async begin(): Promise<() => Promise<Felt>> {
    const [own, others, startRss] = [this.#waited, await this.#othersWaited(), rss()];
    const each = { lateMs: 0, peakRss: startRss, most: this.#open.size + 1 };
    this.#open.add(each);
    return async () => {
      this.#open.delete(each);
      const waited = Math.max(await this.#othersWaited() - others, this.#waited - own);
      return {
        lateMs: Math.round(each.lateMs),
        waitedMs: Math.round(waited),
        grownMiB: Math.round((Math.max(each.peakRss, rss()) - startRss) / 1024 / 1024 / each.most),
      };
    };
  }

  close(): void {
    clearInterval(this.#timer);
    this.#worker.terminate();
  }

  #othersWaited(): Promise<number> {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => {
        port1.close();
        resolve(data);
      };
      this.#worker.postMessage(null, [port2]);
    });
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
