import { computed, effect, signal } from "@preact/signals";
import type { OfferedReading, RunSummary } from "nexus";
import { deleteRun, fetchRuns } from "../api/resources.ts";
import { Analysis } from "./analysis.ts";
import { titleOfScript } from "./script_draft.ts";
import { readStored, store } from "./storage.ts";

const THREAD_KEY = "nexus.thread";
const LONGEST_THREAD = 30;

/** What is kept of a thread over a reload: runs, newest first. */
interface StoredItem {
  run: string;
  question: string;
  datasets: string[];
  continues?: string | null;
}

/** The questions of this session with their answers, newest first, and the list of earlier runs. */
export class Thread {
  readonly items = signal<Analysis[]>([]);
  readonly history = signal<RunSummary[]>([]);
  /** The run that a follow-up would continue: the newest that was answered by a plan. */
  readonly latestAnswered = computed(() =>
    this.items.value.find((item) =>
      item.state.value.answer?.status === "answered" && item.state.value.answer.plan && item.state.value.run
    )
  );
  #onEnded: (analysis: Analysis) => void;
  #documents: () => string[];

  constructor(options: { onEnded(analysis: Analysis): void; documents?(): string[] }) {
    this.#onEnded = options.onEnded;
    this.#documents = options.documents ?? (() => []);
  }

  /** Brings back the thread of before a reload, or of before a session ended. Gives back what ends the storing. */
  start(): () => void {
    if (this.items.value.length === 0) this.#restore();
    else this.#resume();
    this.refreshHistory();
    return effect(() => {
      const stored: StoredItem[] = [];
      for (const item of this.items.value.slice(0, LONGEST_THREAD)) {
        const { run } = item.state.value;
        const { question, datasets, continues } = item;
        if (run) stored.push({ run, question, datasets, continues });
      }
      store(THREAD_KEY, stored);
    });
  }

  ask(question: string, datasets: string[], previous?: Analysis): Analysis {
    const run = previous?.state.value.run;
    const analysis = this.#add(new Analysis(question, datasets, previous?.question));
    const documents = this.#documents();
    this.#watch(
      analysis,
      analysis.start({ question, datasets, documents, ...(run ? { previous: run } : {}) }),
    );
    return analysis;
  }

  /** Asks the same again, in its place. */
  repeat(analysis: Analysis): void {
    this.#watch(analysis, analysis.again());
  }

  /** Goes on with a reading that was offered, in its place. */
  choose(analysis: Analysis, reading: OfferedReading): void {
    this.#watch(analysis, analysis.choose(reading));
  }

  /** Runs a script that a person wrote; its first comment stands for the question. */
  script(source: string, datasets: string[]): Analysis {
    const question = titleOfScript(source);
    const analysis = this.#add(new Analysis(question, datasets));
    this.#watch(analysis, analysis.start({ question, code: { source }, datasets }));
    return analysis;
  }

  /** Runs a script that was changed, in the place of its answer. One that was called by its first comment is called by its new one. */
  runScript(analysis: Analysis, source: string): void {
    const before = analysis.script.value;
    const own = before !== null && titleOfScript(before.source) === analysis.question;
    const question = own ? titleOfScript(source) : analysis.question;
    const code = before?.input === undefined ? { source } : { source, input: before.input };
    const next = new Analysis(question, analysis.datasets);
    analysis.close();
    this.items.value = this.items.value.map((item) => item === analysis ? next : item);
    this.#watch(next, next.start({ question, code, datasets: next.datasets }));
  }

  /** Puts an earlier run on top. */
  recall(run: RunSummary): Analysis {
    const shown = this.items.value.find((item) => item.state.value.run === run.id);
    if (shown) this.remove(shown);
    const analysis = this.#add(new Analysis(run.question ?? "", run.datasets));
    this.#watch(analysis, analysis.resume(run.id));
    return analysis;
  }

  /** Takes a question off the page; its run stays in the history. */
  remove(analysis: Analysis): void {
    analysis.close();
    this.items.value = this.items.value.filter((item) => item !== analysis);
  }

  clear(): void {
    for (const item of this.items.value) item.close();
    this.items.value = [];
  }

  /** Removes every run of a question, here and on the server. */
  async forget(question: string): Promise<void> {
    const runs = this.history.value.filter((run) => run.question === question).map((run) => run.id);
    const gone = new Set(runs);
    for (const item of this.items.value) if (gone.has(item.state.value.run ?? "")) this.remove(item);
    this.history.value = this.history.value.filter((run) => !gone.has(run.id));
    await Promise.allSettled(runs.map(deleteRun));
    await this.refreshHistory();
  }

  async refreshHistory(): Promise<void> {
    try {
      this.history.value = await fetchRuns();
    } catch {
      // The history is shown when the server is back; the connection notice says the rest.
    }
  }

  #restore(): void {
    for (const item of readStored<StoredItem[]>(THREAD_KEY, []).reverse()) {
      this.#add(new Analysis(item.question, item.datasets, item.continues)).resume(item.run);
    }
  }

  #resume(): void {
    for (const item of this.items.value) {
      const { run, problem } = item.state.value;
      if (run && (problem || item.running.value)) item.resume(run);
    }
  }

  #add(analysis: Analysis): Analysis {
    this.items.value = [analysis, ...this.items.value];
    return analysis;
  }

  async #watch(analysis: Analysis, work: Promise<void>): Promise<void> {
    await work;
    if (this.items.value.includes(analysis)) this.#onEnded(analysis);
    this.refreshHistory();
  }
}
