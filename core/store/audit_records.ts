/**
 * The audit log in the database: who did what, when.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";
import type { AuditEntry } from "../contract/mod.ts";

/** Newest entries that are kept. */
const MAX_ENTRIES = 200_000;
const TRIM_EVERY = 1000;

/** Entries are added and read; none is changed. */
export class AuditRecords {
  readonly #database: DatabaseSync;
  #sinceTrim = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  append({ at, who, address, action, subject, details }: Omit<AuditEntry, "id">): void {
    this.#database.prepare(
      "INSERT INTO audit (at, who, address, action, subject, details) VALUES (?, ?, ?, ?, ?, ?)",
    ).run(at, who, address ?? null, action, subject ?? null, details ? JSON.stringify(details) : null);
    if (++this.#sinceTrim < TRIM_EVERY) return;
    this.#sinceTrim = 0;
    this.#database.prepare("DELETE FROM audit WHERE id <= (SELECT max(id) FROM audit) - ?").run(MAX_ENTRIES);
  }

  /** Newest first; `before` pages on. */
  list({ limit, before }: { limit: number; before?: number | undefined }): AuditEntry[] {
    return this.#database.prepare("SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?")
      .all(before ?? Number.MAX_SAFE_INTEGER, limit).map((row) => ({
        id: Number(row.id),
        at: row.at as string,
        who: row.who as string,
        ...(row.address === null ? {} : { address: row.address as string }),
        action: row.action as string,
        ...(row.subject === null ? {} : { subject: row.subject as string }),
        ...(row.details === null ? {} : { details: JSON.parse(row.details as string) }),
      }));
  }
}
