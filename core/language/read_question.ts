/**
 * A question and tables to readings: the language, without a model.
 *
 * @module
 */
import type { DatasetProfile, Question, ReadOutcome, ValueIndex } from "../contract/mod.ts";
import { decide } from "./decide.ts";
import { tableContext } from "./link/table_context.ts";
import { rankNamed } from "./named_readings.ts";
import { rankText } from "./rank_text.ts";

/** A table that can be asked: what is known of it, and the values of its text columns. */
export interface ReadableTable {
  readonly profile: DatasetProfile;
  readonly values: ValueIndex;
}

/** What reading depends on besides the question and the tables. */
export interface ReadOptions {
  /** Today, for `this year` and the like. */
  readonly now: Date;
}

/** Reads a question. Pure: the same arguments give the same outcome. */
export function readQuestion(
  question: Question,
  tables: readonly ReadableTable[],
  options: ReadOptions,
): ReadOutcome {
  void options;
  const contexts = distinctTables(tables).map((table, position) =>
    tableContext(table.profile, table.values, position)
  );
  const ranked = rankNamed(question, contexts) ?? rankText(question.text, contexts);
  return decide({ contexts, ...ranked, question });
}

/** Tables that differ in the case of their name alone are one. */
function distinctTables(tables: readonly ReadableTable[]): ReadableTable[] {
  const names = new Set<string>();
  return tables.filter(({ profile }) => {
    const key = JSON.stringify([profile.name, profile.rows, profile.columns.map((column) => column.name)])
      .toLowerCase();
    if (names.has(key)) return false;
    names.add(key);
    return true;
  });
}
