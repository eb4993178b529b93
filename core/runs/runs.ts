/**
 * Runs: analyses that are started, watched, cancelled and kept.
 *
 * @module
 */
import {
  type AnalyzeRequest,
  type Answer,
  type Dataset,
  type Document,
  NexusError,
  type Question,
  type Run,
  type RunSummary,
} from "../contract/mod.ts";
import type { EventBus } from "../bus/mod.ts";
import type { Catalogue } from "../datasets/mod.ts";
import type { Library } from "../documents/mod.ts";
import type { Store } from "../store/mod.ts";
import { datasetsOf } from "../plan/mod.ts";
import type { Analyst } from "./analysis.ts";
import type { AnalysisInput } from "./context.ts";
import { failedAnswer } from "./outcomes.ts";

/** Longest question in characters; people ask in sentences. */
export const MAX_QUESTION = 4000;
const MAX_WAITING = 100;
const MAX_PREVIOUS = 6;

export interface RunsOptions {
  store: Store;
  bus: EventBus;
  catalogue: Catalogue;
  library: Library;
  analyst: Analyst;
  maxConcurrent: number;
  deadlineMs: number;
}

/** What a caller inside the program may add to a request. */
export interface RunExtras {
  constraints?: string;
  format?: string;
  /** Earlier questions in words, for evaluation sets. */
  previous?: Question["previous"];
  /** `choice`: no figure is drawn; the answer says which chart would be. */
  drawing?: AnalysisInput["drawing"];
  /** Given up when this is aborted. */
  signal?: AbortSignal;
}

/** Starts runs within the budget of the machine and keeps their history. */
export class Runs {
  readonly #options: RunsOptions;
  readonly #active = new Map<string, { controller: AbortController; done: Promise<Run> }>();
  readonly #waiting: ((granted: boolean) => void)[] = [];
  #running = 0;

  constructor(options: RunsOptions) {
    this.#options = options;
  }

  /**
   * Starts a run and returns at once.
   *
   * @throws NexusError `question.*`, `dataset.*`, `run.busy` before anything starts
   */
  start(request: AnalyzeRequest, extras: RunExtras = {}): { summary: RunSummary; done: Promise<Run> } {
    if (request.plan && request.code) {
      throw new NexusError("request.invalid", "The request has both a plan and a script", {
        hint: "Give one of them.",
      });
    }
    const question = this.#question(request, extras);
    const { datasets, documents } = this.#inputs(request);
    if (this.#waiting.length >= MAX_WAITING) {
      throw new NexusError("run.busy", `${MAX_WAITING} analyses are waiting already`, {
        hint: "Try again in a moment, or raise MAX_CONCURRENT_ANALYSES.",
      });
    }
    const id = crypto.randomUUID();
    const controller = new AbortController();
    const summary: RunSummary = {
      id,
      question: question?.text ?? null,
      datasets: datasets.map((dataset) => dataset.id),
      documents: documents.map((document) => document.id),
      status: "running",
      createdAt: new Date().toISOString(),
      ms: null,
    };
    this.#options.store.runs.start(summary);
    this.#options.bus.publish({ type: "run.started", run: id, question: summary.question });
    const done = this.#perform(
      summary,
      {
        question,
        plan: request.plan ?? null,
        code: request.code ?? null,
        datasets,
        documents,
        drawing: extras.drawing ?? "figure",
      },
      controller,
    );
    this.#active.set(id, { controller, done });
    if (extras.signal?.aborted) this.cancel(id);
    extras.signal?.addEventListener("abort", () => this.cancel(id), { once: true });
    return { summary, done };
  }

  /** A run as it stands. */
  get(id: string): Run {
    const run = this.#options.store.runs.get(id);
    if (!run) throw new NexusError("run.not_found", `There is no run "${id}"`);
    return run;
  }

  /** Newest first. */
  list(limit = 100): RunSummary[] {
    return this.#options.store.runs.list(limit);
  }

  isActive(id: string): boolean {
    return this.#active.has(id);
  }

  /** Cancels a running run; false where it has ended. */
  cancel(id: string): boolean {
    const active = this.#active.get(id);
    active?.controller.abort(new NexusError("run.cancelled", "The analysis was cancelled"));
    return active !== undefined;
  }

  /** Cancels a running run, forgets an ended one. */
  async remove(id: string): Promise<void> {
    const { store } = this.#options;
    const active = this.#active.get(id);
    if (active) {
      this.cancel(id);
      await active.done;
    } else if (!store.makeRoom(() => store.runs.remove(id))) {
      throw new NexusError("run.not_found", `There is no run "${id}"`);
    }
  }

  /** Cancels everything and waits for its end. */
  async close(): Promise<void> {
    const ends = [...this.#active].map(([id, { done }]) => {
      this.cancel(id);
      return done;
    });
    await Promise.all(ends);
  }

  stats(): { running: number; waiting: number } {
    return { running: this.#running, waiting: this.#waiting.length };
  }

  async #perform(
    summary: RunSummary,
    input: Omit<AnalysisInput, "run">,
    controller: AbortController,
  ): Promise<Run> {
    const { bus, store, analyst } = this.#options;
    const { id } = summary;
    const granted = await this.#turn(controller.signal);
    const deadline = setTimeout(
      () =>
        controller.abort(
          new NexusError(
            "engine.deadline",
            `The analysis took longer than ${this.#options.deadlineMs / 1000} s`,
            { hint: "Narrow the question, or raise QUERY_TIMEOUT." },
          ),
        ),
      this.#options.deadlineMs,
    );
    const began = performance.now();
    let answer: Answer;
    try {
      controller.signal.throwIfAborted();
      answer = await analyst.analyze({
        run: id,
        ...input,
      }, {
        signal: controller.signal,
        onStep: (step) =>
          bus.publish({
            type: "run.step",
            run: id,
            step: { ...step, ms: Math.round(performance.now() - began) },
          }),
        onAnswer: (draft) => bus.publish({ type: "run.answer", run: id, answer: draft, final: false }),
      });
    } catch (error) {
      answer = failedAnswer(error, performance.now() - began);
    } finally {
      clearTimeout(deadline);
      // An agent need not wait for what it asked.
      controller.abort(new NexusError("process.cancelled", "The analysis has ended"));
      if (granted) this.#next();
    }
    const status = answer.error?.code === "run.cancelled" ? "cancelled" : answer.status;
    try {
      store.runs.update(id, { status, ms: answer.ms, answer });
    } catch (error) {
      answer = { ...answer, notices: [...answer.notices, notKept(error)] };
    }
    this.#active.delete(id);
    bus.publish({ type: "run.answer", run: id, answer, final: true });
    bus.publish({ type: "run.ended", run: id, status: answer.status });
    return { ...summary, status, ms: answer.ms, answer };
  }

  #question(request: AnalyzeRequest, extras: RunExtras): Question | null {
    if (request.question === undefined) {
      if (!request.plan && !request.code) {
        throw new NexusError("question.empty", "The request has no question, no plan and no script");
      }
      return null;
    }
    if (request.question.length > MAX_QUESTION) {
      throw new NexusError(
        "question.too_long",
        `The question has ${request.question.length.toLocaleString("en")} characters; at most ${
          MAX_QUESTION.toLocaleString("en")
        } are read`,
        { hint: "Ask in a few sentences." },
      );
    }
    if (!request.question.trim() && !request.plan && !request.code) {
      throw new NexusError("question.empty", "The question has no words", {
        hint: "Ask something such as: How many rows?",
      });
    }
    const previous = extras.previous ?? this.#conversation(request.previous);
    return {
      text: request.question,
      ...(extras.constraints ? { constraints: extras.constraints } : {}),
      ...(extras.format ? { format: extras.format } : {}),
      ...(previous.length > 0 ? { previous } : {}),
    };
  }

  #conversation(previous: string | undefined): NonNullable<Question["previous"]> {
    if (previous === undefined) return [];
    const run = this.get(previous);
    const { question, answer } = run;
    return question === null
      ? []
      : [{ text: question, ...(answer?.plan ? { plan: answer.plan } : {}) }].slice(-MAX_PREVIOUS);
  }

  /** What is asked: what the request names; the newest dataset and every document where it names nothing. */
  #inputs(request: AnalyzeRequest): { datasets: Dataset[]; documents: Document[] } {
    const { catalogue, library } = this.#options;
    const ids = new Set([...(request.datasets ?? []), ...(request.plan ? datasetsOf(request.plan) : [])]);
    const named = new Set(request.documents ?? []);
    if (ids.size + named.size > 0) {
      return {
        datasets: [...ids].map((id) => catalogue.get(id)),
        documents: [...named].map((id) => library.get(id)),
      };
    }
    const datasets = catalogue.list().slice(0, 1);
    const documents = library.list();
    if (datasets.length + documents.length === 0) {
      throw new NexusError("dataset.none", "There is no dataset to ask", { hint: "Add a file first." });
    }
    return { datasets, documents };
  }

  /** Waits until fewer than the allowed number of analyses run; false where it was cancelled while it waited. */
  async #turn(signal: AbortSignal): Promise<boolean> {
    if (this.#running < this.#options.maxConcurrent) {
      this.#running++;
      return true;
    }
    return await new Promise<boolean>((resolve) => {
      this.#waiting.push(resolve);
      signal.addEventListener("abort", () => {
        const place = this.#waiting.indexOf(resolve);
        if (place < 0) return;
        this.#waiting.splice(place, 1);
        resolve(false);
      }, { once: true });
    });
  }

  /** Hands this run's place to the next one that waits. */
  #next(): void {
    const next = this.#waiting.shift();
    if (next) next(true);
    else this.#running--;
  }
}

function notKept(error: unknown): string {
  return `This answer could not be kept in the history: ${(error as Error).message}`;
}
