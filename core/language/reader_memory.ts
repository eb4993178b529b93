/**
 * What the reader process keeps between questions: value indexes and prepared profiles, the least used going first.
 *
 * @module
 */
import type { DatasetProfile, ValueIndex } from "../contract/mod.ts";
import { readQuestion } from "./read_question.ts";
import type { ReadReply, ReadRequest } from "./reader_protocol.ts";

/** Value indexes that are kept at once. */
const KEPT_DATASETS = 24;

interface Kept {
  values: ValueIndex;
  /** The profile as it was last sent, so that what was prepared for it is found again. */
  profile?: { text: string; object: DatasetProfile };
}

/** Datasets by id, in the order of use. */
export class ReaderMemory {
  readonly #kept = new Map<string, Kept>();

  keep(values: ValueIndex): void {
    this.#kept.delete(values.dataset);
    this.#kept.set(values.dataset, { values });
    for (const id of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_DATASETS) break;
      this.#kept.delete(id);
    }
  }

  forget(dataset: string): void {
    this.#kept.delete(dataset);
  }

  /** Reads a question, or says which indexes are lacking. */
  read(request: ReadRequest): ReadReply {
    const needs = request.datasets.map(({ id }) => id).filter((id) => !this.#kept.has(id));
    if (needs.length > 0) return { needs };
    const tables = request.datasets.map((profile) => this.#table(profile));
    return { outcome: readQuestion(request.question, tables, { now: new Date(request.now) }) };
  }

  #table(profile: DatasetProfile): { profile: DatasetProfile; values: ValueIndex } {
    const kept = this.#kept.get(profile.id)!;
    this.#kept.delete(profile.id);
    this.#kept.set(profile.id, kept);
    const text = JSON.stringify(profile);
    if (kept.profile?.text !== text) kept.profile = { text, object: profile };
    return { profile: kept.profile.object, values: kept.values };
  }
}
