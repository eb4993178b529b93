import { signal } from "@preact/signals";
import type { Table } from "nexus";
import { type Problem, problemOf } from "../api/http.ts";
import type { Page } from "../api/resources.ts";

/** A long table that is read page by page. Only the newest request counts. */
export class RowsView {
  readonly limit: number;
  readonly offset = signal(0);
  readonly table = signal<Table | null>(null);
  readonly problem = signal<Problem | null>(null);
  #fetch: (page: Page) => Promise<Table>;
  #turn = 0;

  constructor(fetch: (page: Page) => Promise<Table>, limit: number) {
    this.#fetch = fetch;
    this.limit = limit;
  }

  async load(offset = 0): Promise<void> {
    const turn = ++this.#turn;
    this.problem.value = null;
    try {
      const table = await this.#fetch({ offset, limit: this.limit });
      if (turn !== this.#turn) return;
      this.table.value = table;
      this.offset.value = offset;
    } catch (error) {
      if (turn === this.#turn) this.problem.value = problemOf(error);
    }
  }
}
