/**
 * Runs scripts: each in a process of its own that nothing was granted, in a worker without permissions, in a scope that has only
 * ECMAScript. One process waits ready, so that a script starts at once; no process runs two.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";
import { outerWall } from "../isolate/mod.ts";
import { Job, type JobLimits, type SandboxJob, type SandboxResult } from "./job.ts";
import { reviewCode } from "./review.ts";
import { type Facts, missingWall, type Wall, wallsOf } from "./walls.ts";

/** How scripts may run. */
export interface SandboxOptions {
  /** False: every script is refused with `code.off`. */
  enabled: boolean;
  /** A script's own time; while it waits for data its clock stands. */
  timeoutMs: number;
  /** MiB of memory for a script. */
  memoryMb?: number;
  /** MiB that a script may send: its result, its lines, what it asks. */
  outputMb?: number;
  /** False lets a script run that the review rejects. For tests: the walls behind must hold without it. */
  reviewFirst?: boolean;
  /** An ES module whose default export becomes `stats`. */
  statistics?: () => Promise<Uint8Array>;
  /** Address of the isolate's program as JavaScript, which starts sooner than its source. */
  program?: () => Promise<string | undefined>;
}

const MEMORY_MB = 256;
const OUTPUT_MB = 8;
/** A process that waits is given up after this time without a script. */
const IDLE_MS = 10 * 60_000;

/** The one place where generated code runs. */
export class Sandbox {
  readonly #options: SandboxOptions;
  readonly #limits: JobLimits;
  readonly #running = new Set<Job>();
  #spare: Promise<Job> | null = null;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #facts: Facts | null = null;
  #closed = false;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.#limits = {
      timeoutMs: options.timeoutMs,
      memoryMb: options.memoryMb ?? MEMORY_MB,
      outputMb: options.outputMb ?? OUTPUT_MB,
    };
  }

  /**
   * Reviews a script and runs it.
   *
   * @throws {NexusError} `code.off`, `code.rejected`, `code.failed`, `code.deadline`, `code.memory`, `code.output`, `process.cancelled`.
   */
  async run(job: SandboxJob, options: { signal: AbortSignal }): Promise<SandboxResult> {
    this.#checkOn();
    const findings = reviewCode(job.source);
    const errors = findings.filter(({ severity }) => severity === "error");
    if (errors.length > 0 && this.#options.reviewFirst !== false) {
      const [first] = errors;
      throw new NexusError("code.rejected", `line ${first!.line}: ${first!.message}`, {
        ...(first!.hint === undefined ? {} : { hint: first!.hint }),
        details: { findings },
      });
    }
    if (options.signal.aborted) throw new NexusError("process.cancelled", "The script was cancelled");
    const own = await this.#take(job.source);
    this.#running.add(own);
    try {
      this.#facts = await own.ready();
      this.#checkOn();
      return { ...await own.run(job, options.signal), findings };
    } finally {
      own.close();
      this.#running.delete(own);
      this.warm();
    }
  }

  /** Has a process ready for the next script. */
  warm(): void {
    if (!this.#options.enabled || this.#closed) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#dismiss(), IDLE_MS);
    Deno.unrefTimer(this.#idle);
    if (this.#spare !== null) return;
    const spare = this.#start();
    this.#spare = spare;
    spare.then(async (job) => {
      job.onExit = () => {
        if (this.#spare === spare) this.#spare = null;
      };
      this.#facts = await job.ready();
    }).catch(() => {
      if (this.#spare === spare) this.#spare = null;
    });
  }

  /** Whether scripts run here, and what stands between them and the machine. */
  state(): { enabled: boolean; message: string; walls: Wall[] } {
    const walls = wallsOf(this.#facts, this.#limits);
    const missing = missingWall(walls);
    if (!this.#options.enabled) {
      return { enabled: false, message: "Switched off by ENABLE_CODE_SANDBOX.", walls };
    }
    if (missing !== null) {
      return {
        enabled: false,
        message: `Off: without "${missing.name}" too little stands. ${missing.message}`,
        walls,
      };
    }
    return { enabled: true, message: `${walls.filter(({ stands }) => stands).length} walls stand.`, walls };
  }

  /** Starts a process, lets it say what stands, and gives {@linkcode state}. */
  async probe(): Promise<ReturnType<Sandbox["state"]>> {
    this.warm();
    await this.#spare?.then((job) => job.ready());
    return this.state();
  }

  /** Lets the process go that waits for a script. */
  async rest(): Promise<void> {
    await this.#dismiss();
  }

  /** Ends every process. */
  async close(): Promise<void> {
    this.#closed = true;
    const jobs = [...this.#running];
    for (const job of jobs) job.close();
    await Promise.all([this.#dismiss(), ...jobs.map((job) => job.exited)]);
  }

  async #take(source: string): Promise<Job> {
    const spare = this.#spare;
    this.#spare = null;
    const job = await spare?.catch(() => null) ?? null;
    if (job !== null && job.alive) {
      job.onExit = () => {};
      return job;
    }
    // Loading them takes longer than all the rest.
    return await this.#start({ statistics: /\bstats\b/.test(source) });
  }

  async #start(load: { statistics: boolean } = { statistics: true }): Promise<Job> {
    const [statistics, program, wall] = await Promise.all([
      load.statistics ? this.#options.statistics?.() : undefined,
      this.#options.program?.(),
      outerWall(),
    ]);
    if (this.#closed) throw new NexusError("process.cancelled", "Nexus is ending");
    return new Job(this.#limits, {
      wall,
      ...(statistics === undefined ? {} : { statistics }),
      ...(program === undefined ? {} : { program }),
    });
  }

  async #dismiss(): Promise<void> {
    clearTimeout(this.#idle);
    const spare = this.#spare;
    this.#spare = null;
    const job = await spare?.catch(() => null);
    job?.close();
    await job?.exited;
  }

  #checkOn(): void {
    const { enabled, message } = this.state();
    if (!enabled) throw new NexusError("code.off", `Generated code does not run here. ${message}`);
  }
}
