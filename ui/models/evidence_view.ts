import { signal } from "@preact/signals";
import type { Evidence } from "nexus";
import { type Problem, problemOf } from "../api/http.ts";
import { fetchEvidence } from "../api/resources.ts";

/** Rows on one page of evidence. */
export const EVIDENCE_PAGE = 25;

/** The source rows under an answer, or under one row of it, page by page. */
export class EvidenceView {
  readonly open = signal(false);
  /** Row of the result whose sources are shown; null: all of it. */
  readonly row = signal<number | null>(null);
  readonly offset = signal(0);
  readonly parts = signal<Evidence[] | null>(null);
  readonly problem = signal<Problem | null>(null);
  readonly loading = signal(false);
  #run: () => string | null;
  #turn = 0;

  constructor(run: () => string | null) {
    this.#run = run;
  }

  /** Shows the sources of a row of the result, from the first page. */
  async show(row: number | null): Promise<void> {
    this.open.value = true;
    if (row !== this.row.value) this.parts.value = null;
    this.row.value = row;
    await this.load(0);
  }

  async load(offset: number): Promise<void> {
    const run = this.#run();
    if (!run) return;
    const turn = ++this.#turn;
    this.loading.value = true;
    this.problem.value = null;
    try {
      const parts = await fetchEvidence(run, this.row.value, { offset, limit: EVIDENCE_PAGE });
      if (turn !== this.#turn) return;
      this.parts.value = parts;
      this.offset.value = offset;
    } catch (error) {
      if (turn === this.#turn) this.problem.value = problemOf(error);
    } finally {
      if (turn === this.#turn) this.loading.value = false;
    }
  }

  close(): void {
    this.#turn++;
    this.open.value = false;
    this.row.value = null;
    this.parts.value = null;
    this.loading.value = false;
  }
}
