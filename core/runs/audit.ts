/**
 * The audit log: who did what, when. It is kept in the store, and each entry is a line of the log too.
 *
 * @module
 */
import type { EventBus } from "../bus/mod.ts";
import { currentActor, type Log } from "../observe/mod.ts";
import type { AuditRecords } from "../store/mod.ts";

/** Longest text of an entry; a question may be thousands of characters. */
const MAX_TEXT = 500;

export interface AuditOptions {
  records: AuditRecords;
  log: Log;
}

/** Writes down what is done on behalf of whom. */
export class Audit {
  readonly #records: AuditRecords;
  readonly #log: Log;

  constructor({ records, log }: AuditOptions) {
    this.#records = records;
    this.#log = log;
  }

  /** Never throws: what was done was done, and the log has it even where the store has no room. */
  record(action: string, subject?: string, details?: Record<string, unknown>): void {
    const { name: who, address } = currentActor();
    const entry = {
      who,
      ...(address === undefined ? {} : { address }),
      action,
      ...(subject === undefined ? {} : { subject: subject.slice(0, MAX_TEXT) }),
      ...(details === undefined ? {} : { details }),
    };
    this.#log.info("audit", entry);
    try {
      this.#records.append({ at: new Date().toISOString(), ...entry });
    } catch (error) {
      this.#log.error("an audit entry was not kept", { action, error });
    }
  }

  /** Uploads, removals and runs are written down as their events are told, which is on behalf of whoever caused them. */
  follow(bus: EventBus): () => void {
    return bus.subscribe(({ event }) => {
      if (event.type === "run.started") {
        const question = event.question?.slice(0, MAX_TEXT);
        this.record("run.started", event.run, question === undefined ? {} : { question });
      }
      if (event.type === "run.ended") this.record("run.ended", event.run, { status: event.status });
      if (event.type === "import.ready") {
        const datasets = event.datasets.map(({ id }) => id);
        const documents = event.documents?.map(({ id }) => id) ?? [];
        this.record("upload.ready", event.file, { datasets, documents });
      }
      if (event.type === "import.failed") {
        this.record("upload.failed", event.file, { code: event.error.code });
      }
      if (event.type === "dataset.removed") this.record("dataset.removed", event.dataset);
      if (event.type === "document.removed") this.record("document.removed", event.document);
    });
  }
}
