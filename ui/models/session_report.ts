import { computed, signal } from "@preact/signals";
import type { ReportPreview } from "nexus";
import { type Problem, problemOf } from "../api/http.ts";
import { fetchReport, fetchReportPreview } from "../api/resources.ts";
import type { Analysis } from "./analysis.ts";
import type { Thread } from "./thread.ts";

/** Several answers of the session as one file. */
export class SessionReport {
  readonly open = signal(false);
  readonly title = signal("");
  /** Keys of answers that stay out. */
  readonly leftOut = signal<number[]>([]);
  /** What can go in, in the order in which it was asked. */
  readonly answers = computed(() =>
    this.#thread.items.value.filter(({ state }) =>
      state.value.final && state.value.answer?.status === "answered" && state.value.run
    )
      .toReversed()
  );
  readonly chosen = computed(() => this.answers.value.filter(({ key }) => !this.leftOut.value.includes(key)));
  /** What the report will say besides its answers; null until it is there. */
  readonly preview = signal<ReportPreview | null>(null);
  readonly previewing = signal(false);
  /** The format that is being written. */
  readonly busy = signal<string | null>(null);
  readonly problem = signal<Problem | null>(null);
  #thread: Pick<Thread, "items">;
  #previewAbort: AbortController | null = null;

  constructor(thread: Pick<Thread, "items">) {
    this.#thread = thread;
  }

  toggle(): void {
    this.open.value = !this.open.value;
    this.problem.value = null;
    if (!this.open.value) this.#previewAbort?.abort();
  }

  choose({ key }: Analysis, on: boolean): void {
    const others = this.leftOut.value.filter((other) => other !== key);
    this.leftOut.value = on ? others : [...others, key];
  }

  /** Asks what the report will say; only the newest request counts. */
  async look(): Promise<void> {
    this.#previewAbort?.abort();
    const abort = this.#previewAbort = new AbortController();
    const runs = this.#runs();
    this.problem.value = null;
    this.previewing.value = runs.length > 0;
    if (runs.length === 0) return void (this.preview.value = null);
    try {
      const preview = await fetchReportPreview({ runs, ...this.#title() }, abort.signal);
      if (!abort.signal.aborted) this.preview.value = preview;
    } catch (error) {
      if (!abort.signal.aborted) this.problem.value = problemOf(error);
    } finally {
      if (!abort.signal.aborted) this.previewing.value = false;
    }
  }

  /** Writes the chosen answers; null where that failed. */
  async write(format: string): Promise<{ blob: Blob; name: string } | null> {
    if (this.busy.value || this.chosen.value.length === 0) return null;
    this.busy.value = format;
    this.problem.value = null;
    try {
      return await fetchReport({ runs: this.#runs(), format, ...this.#title() });
    } catch (error) {
      this.problem.value = problemOf(error);
      return null;
    } finally {
      this.busy.value = null;
    }
  }

  #title(): { title?: string } {
    const title = this.title.value.trim();
    return title === "" ? {} : { title };
  }

  #runs(): string[] {
    return this.chosen.value.map(({ state }) => state.value.run!);
  }
}
