import { computed, signal } from "@preact/signals";
import type { AnalyzeRequest, Answer, ExecuteRequest, OfferedReading } from "nexus";
import { problemOf } from "../api/http.ts";
import { deleteRun, fetchRun, redrawChart, startRun } from "../api/resources.ts";
import { followEvents } from "../api/stream.ts";
import { EvidenceView } from "./evidence_view.ts";
import { afterEvent, afterFetch, afterProblem, type RunState, STARTING } from "./run_state.ts";

type Visual = Omit<NonNullable<Answer["visual"]>, "encoding">;

let nextKey = 1;

/** One question of the thread with everything that came of it. Owns the connection to its run. */
export class Analysis {
  /** Identity on the page; a run's id comes later. */
  readonly key: number = nextKey++;
  readonly question: string;
  readonly datasets: string[];
  /** The question that this one continues. */
  readonly continues: string | null;
  readonly startedAt: number = Date.now();
  readonly state = signal<RunState>(STARTING);
  /** The reading that the user chose among several. */
  readonly chosen = signal<OfferedReading | null>(null);
  /** The chart as another type than the visualizer's own. */
  readonly otherVisual = signal<Visual | null>(null);
  /** The script as it is being changed; null where it is not. */
  readonly draft = signal<string | null>(null);
  readonly chartProblem = signal<string | null>(null);
  readonly reconnecting = signal(false);
  readonly evidence: EvidenceView = new EvidenceView(() => this.state.value.run);
  readonly visual = computed<Visual | null>(() =>
    this.otherVisual.value ?? this.state.value.answer?.visual ?? null
  );
  /** The script that the answer rests on, or that was to run. */
  readonly script = computed<ExecuteRequest | null>(() => {
    const { answer, phase } = this.state.value;
    const ended = phase === "ended" || phase === "cancelled";
    return answer?.code ?? (ended ? this.#request.code ?? null : null);
  });
  /** Whether a script of one's own stands for the question. */
  readonly ownScript = computed(() => {
    const { answer } = this.state.value;
    return answer?.code ? answer.code.author === null : this.#request.code !== undefined;
  });
  readonly running = computed(() =>
    this.state.value.phase === "sending" || this.state.value.phase === "running"
  );
  #abort = new AbortController();
  #request: AnalyzeRequest;

  constructor(question: string, datasets: string[], continues: string | null = null) {
    this.question = question;
    this.datasets = datasets;
    this.continues = continues;
    this.#request = { question, datasets };
  }

  /** Sends the question and follows its run to the end. */
  async start(request: AnalyzeRequest): Promise<void> {
    this.#request = request;
    this.#abort.abort();
    const abort = this.#abort = new AbortController();
    this.otherVisual.value = null;
    this.evidence.close();
    this.state.value = STARTING;
    try {
      const summary = await startRun(request, abort.signal);
      this.state.value = { ...this.state.value, run: summary.id, phase: "running" };
      await this.#follow(summary.id, abort.signal);
    } catch (error) {
      if (!abort.signal.aborted) this.state.value = afterProblem(this.state.value, problemOf(error));
    }
  }

  /** Shows a run that was started earlier; follows it where it still runs. */
  async resume(run: string): Promise<void> {
    try {
      this.state.value = afterFetch(this.state.value, await fetchRun(run));
      if (this.running.value) await this.#follow(run, this.#abort.signal);
    } catch (error) {
      this.state.value = afterProblem({ ...this.state.value, run }, problemOf(error));
    }
  }

  /** Sends the same request again, in the same place. */
  again(): Promise<void> {
    return this.start(this.#request);
  }

  /** Goes on with one of the readings that were offered. */
  choose(reading: OfferedReading): Promise<void> {
    this.chosen.value = reading;
    return this.start({ question: this.question, plan: reading.plan, datasets: this.datasets });
  }

  cancel(): void {
    this.#abort.abort();
    const { run } = this.state.value;
    if (run) deleteRun(run).catch(() => {});
    this.state.value = { ...this.state.value, phase: "cancelled", final: true };
  }

  /** Lets go of the connection. */
  close(): void {
    this.#abort.abort();
    this.evidence.close();
  }

  async changeChart(type: string): Promise<void> {
    const { run } = this.state.value;
    if (!run) return;
    this.chartProblem.value = null;
    try {
      this.otherVisual.value = await redrawChart({ run, type });
    } catch (error) {
      this.chartProblem.value = problemOf(error).message;
    }
  }

  async #follow(run: string, signal: AbortSignal): Promise<void> {
    let lost = false;
    await followEvents(`/runs/${encodeURIComponent(run)}/events`, {
      onEvent: (event) => this.state.value = afterEvent(this.state.value, event),
      onConnected: (connected) => {
        this.reconnecting.value = !connected;
        if (connected && lost) this.#catchUp(run);
        lost ||= !connected;
      },
      onEnd: (error) => {
        if (error) this.state.value = afterProblem(this.state.value, problemOf(error));
      },
    }, { signal, ends: (event) => event.type === "run.ended" });
    this.reconnecting.value = false;
    if (!signal.aborted && !this.state.value.answer && !this.state.value.problem) await this.#catchUp(run);
  }

  /** After a restart of the server its stream may never say how the run ended: ask. */
  async #catchUp(run: string): Promise<void> {
    try {
      this.state.value = afterFetch(this.state.value, await fetchRun(run));
      if (!this.running.value) this.#abort.abort();
    } catch (error) {
      this.state.value = afterProblem(this.state.value, problemOf(error));
    }
  }
}
