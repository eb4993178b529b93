import { signal } from "@preact/signals";
import type { Dataset, Document, NexusEvent } from "nexus";
import { type Problem, problemOf } from "../api/http.ts";
import { uploadFile } from "../api/upload.ts";

/** One file on its way in. */
export interface Upload {
  key: number;
  file: string;
  bytes: number;
  stage: "waiting" | "sending" | "importing" | "ready" | "failed";
  /** Share of the bytes that are sent. */
  share: number;
  /** What the import does now, in words. */
  detail: string;
  problem: Problem | null;
}

const AT_ONCE = 2;
const STAGE_WORDS = {
  received: "Received",
  reading: "Working out how to read it",
  converting: "Reading rows",
  profiling: "Looking at the columns",
} as const;

/** Files that are being uploaded, two at a time, each with its own progress and its own error. */
export class Uploads {
  readonly list = signal<Upload[]>([]);
  #queue: { key: number; file: File }[] = [];
  #aborts = new Map<number, AbortController>();
  #nextKey = 1;
  #onReady: (datasets: Dataset[], file: string, documents: Document[]) => void;
  #onFailed: (file: string, problem: Problem) => void;
  #send: typeof uploadFile;

  constructor(
    options: {
      send?: typeof uploadFile;
      onReady(datasets: Dataset[], file: string, documents: Document[]): void;
      onFailed(file: string, problem: Problem): void;
    },
  ) {
    this.#onReady = options.onReady;
    this.#onFailed = options.onFailed;
    this.#send = options.send ?? uploadFile;
  }

  /** Takes files in; they are sent in order. */
  add(files: Iterable<File>): void {
    for (const file of files) {
      const key = this.#nextKey++;
      const upload: Upload = {
        key,
        file: file.name,
        bytes: file.size,
        stage: "waiting",
        share: 0,
        detail: "Waiting",
        problem: null,
      };
      this.list.value = [...this.list.value, upload];
      this.#queue.push({ key, file });
    }
    this.#next();
  }

  /** Takes one off the list; one that is still on its way is stopped. */
  dismiss(key: number): void {
    this.#queue = this.#queue.filter((waiting) => waiting.key !== key);
    this.#aborts.get(key)?.abort();
    this.list.value = this.list.value.filter((upload) => upload.key !== key);
  }

  /** Import events carry the file's name: the oldest import of that name is meant. */
  onEvent(event: NexusEvent): void {
    if (event.type !== "import.progress") return;
    const upload = this.list.value.find((one) =>
      one.file === event.file && (one.stage === "importing" || one.stage === "sending")
    );
    if (!upload) return;
    const rows = event.rows && event.stage === "converting" ? `: ${event.rows.toLocaleString("en-US")}` : "";
    this.#change(upload.key, { stage: "importing", detail: STAGE_WORDS[event.stage] + rows });
  }

  #next(): void {
    while (this.#aborts.size < AT_ONCE) {
      const waiting = this.#queue.shift();
      if (!waiting) return;
      this.#import(waiting.key, waiting.file);
    }
  }

  async #import(key: number, file: File): Promise<void> {
    const abort = new AbortController();
    this.#aborts.set(key, abort);
    this.#change(key, { stage: "sending", detail: "Sending" });
    try {
      const { files } = await this.#send(file, {
        signal: abort.signal,
        onProgress: (share) =>
          this.#change(key, share < 1 ? { share } : { share, stage: "importing", detail: "Received" }),
      });
      const result = files[0];
      if (!result || result.status === "failed") {
        this.#fail(key, file.name, {
          message: result?.error?.message ?? "The server did not say what became of the file",
          hint: result?.error?.hint,
        });
      } else {
        this.dismiss(key);
        this.#onReady(result.datasets, file.name, result.documents ?? []);
      }
    } catch (error) {
      if (!abort.signal.aborted) this.#fail(key, file.name, problemOf(error));
    } finally {
      this.#aborts.delete(key);
      this.#next();
    }
  }

  #fail(key: number, file: string, problem: Problem): void {
    this.#change(key, { stage: "failed", detail: "", problem });
    this.#onFailed(file, problem);
  }

  #change(key: number, change: Partial<Upload>): void {
    this.list.value = this.list.value.map((upload) => upload.key === key ? { ...upload, ...change } : upload);
  }
}
