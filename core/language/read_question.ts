/**
 * A question and tables to readings: the language, without a model.
 *
 * @module
 */
import type { DatasetProfile, Question, ReadOutcome, ValueIndex } from "../contract/mod.ts";
import { type Completed, completeQuestion } from "./follow_up.ts";
import { decide } from "./decide.ts";
import { tableContext } from "./link/table_context.ts";
import { rankNamed } from "./named_readings.ts";
import { rankText } from "./rank_text.ts";
import { withoutAliases } from "./steps/aliases.ts";
import { type Preparation, prepareQuestion } from "./steps/prepare.ts";

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
  said: Question,
  tables: readonly ReadableTable[],
  options: ReadOptions,
): ReadOutcome {
  const { now } = options;
  const plainContexts = distinctTables(tables).map((table, position) =>
    tableContext(table.profile, table.values, position)
  );
  const { question, contexts } = withoutAliases(said, plainContexts);
  const preparation = prepareQuestion(question, contexts);
  if (preparation.status === "model") return untrained(preparation.words);
  if (preparation.status === "unclear") return unclear(preparation.clause);
  if (preparation.status === "prepared") return readPrepared(question, preparation, { now, said: said.text });
  const named = rankNamed(question, contexts, now);
  if (named !== undefined) {
    return relocated(decide({ contexts, ...named, question }), said.text, named.text.text);
  }
  const plain = rankText(question.text, contexts, { now, hints: question.constraints ?? "" });
  const completed = completeQuestion(question, contexts, now);
  const own = () =>
    afterOrders(relocated(decide({ contexts, ...plain, question }), said.text, plain.text.text), question);
  if (completed === undefined) return own();
  const whole = rankText(completed.text, contexts, { now });
  const better = (whole.ranked[0]?.score ?? 0) + 0.1 >= (plain.ranked[0]?.score ?? 0);
  return better ? inOwnWords(decide({ contexts, ...whole, question }), question, completed) : own();
}

/** Reads what a question asks of a table after the steps that it says. */
function readPrepared(
  question: Question,
  { table, said, rest, constraints, done }: Extract<Preparation, { status: "prepared" }>,
  source: { now: Date; said: string },
): ReadOutcome {
  const asked = { ...question, text: rest, constraints };
  const contexts = [table];
  const read = rankNamed(asked, contexts, source.now) ??
    rankText(rest, contexts, { now: source.now, hints: constraints });
  const outcome = relocated(
    decide({ contexts, ...read, question, prepared: { said, done } }),
    source.said,
    read.text.text,
  );
  if (outcome.status === "refused") return outcome;
  const steps = ` (${said.join("; ")})`;
  const readings = outcome.readings.map((one) => ({ ...one, summary: `${one.summary}${steps}` }));
  return { ...outcome, readings };
}

/** Models are trained by no plan. */
function untrained(words: string): ReadOutcome {
  return {
    status: "refused",
    reason: "unsupported",
    message:
      `"${words}" asks for a model that is trained and tested. Which rows it is trained on is drawn at random, so its score is no figure of the data; ` +
      "a linear regression over all rows can be asked for instead.",
    words: [words],
    nearest: [],
  };
}

/** A step that is not understood is not left out. */
function unclear(clause: string): ReadOutcome {
  return {
    status: "refused",
    reason: "unsupported",
    message: `It is not clear how to do this before answering: "${clause}".`,
    words: [],
    nearest: [],
  };
}

const ASKS =
  /^\W*(?:how|what|which|who|whose|when|where|why|is|are|was|were|do|does|did|has|have|can|could)\b/i;

/** `group by region`, then `plot sales by year`: one order after another may go on with the one before, so that it is not sure by itself. */
function afterOrders(outcome: ReadOutcome, { text, previous = [] }: Question): ReadOutcome {
  const orders = !ASKS.test(text) && previous.length > 0 && !ASKS.test(previous.at(-1)!.text);
  return orders && outcome.status === "read" ? { ...outcome, certainty: "likely" } : outcome;
}

/** Spans of a completed question as places in the question as it was asked; words of the earlier question have none. */
function inOwnWords(outcome: ReadOutcome, question: Question, { from, shift }: Completed): ReadOutcome {
  if (outcome.status === "refused") return outcome;
  const readings = outcome.readings.map((reading) => ({
    ...reading,
    used: reading.used.filter((span) => span.start >= from && span.end - shift <= question.text.length)
      .map((span) => ({ ...span, start: span.start - shift, end: span.end - shift })),
  }));
  return { ...outcome, readings };
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

/** Places in a text that was put in the question's stead (a sentence of it, or one with a column made) as places in the question. */
function relocated(outcome: ReadOutcome, question: string, source: string): ReadOutcome {
  if (outcome.status === "refused" || source.length === question.length) return outcome;
  const readings = outcome.readings.map((reading) => {
    let from = 0;
    const used = reading.used.flatMap((span) => {
      const start = question.indexOf(span.text, from);
      if (start < 0) return [];
      from = start + span.text.length;
      return [{ ...span, start, end: from }];
    });
    return { ...reading, used };
  });
  return { ...outcome, readings };
}
