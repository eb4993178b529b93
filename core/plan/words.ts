/**
 * A plan in plain English, one step a sentence.
 *
 * @module
 */
import type { Derived, Expression, Plan, Schema } from "../contract/mod.ts";
import { PlanChecker } from "./check.ts";
import type { Kind } from "./column_types.ts";
import { operationOf } from "./operations.ts";
import { combinationWords, countWords, listWords, numberWords, quoted } from "./word_lists.ts";
import { conditionWords, expressionWords, type WordScope } from "./words_expressions.ts";
import { aggregateWords, measureWords, named } from "./words_measures.ts";
import { sortWords, topWords, windowWords } from "./words_order.ts";
import { STATISTIC_METHODS } from "./statistics.ts";
import { plansWithin } from "./walk.ts";

/** What the words say of the datasets that a plan reads. With schemas, sorting says `A to Z` for texts and `latest first` for dates. */
export interface PlanNames {
  name(id: string): string;
  rows?(id: string): number | undefined;
  schema?(id: string): Schema | undefined;
}

/**
 * The steps of a plan in order; the first is step 1. A step goes on from the one before it unless it names another.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const words = planWords(
 *   { op: "limit", count: 5, input: { op: "scan", dataset: "d1" } },
 *   { name: () => "penguins", rows: () => 344 },
 * );
 * assert.deepEqual(words, ["Take all 344 rows of penguins", "Keep the first 5 rows"]);
 * ```
 */
export function planWords(plan: Plan, names: PlanNames): string[] {
  const writer = new WordWriter(names);
  writer.step(plan);
  return writer.lines;
}

class WordWriter {
  readonly lines: string[] = [];
  readonly #names: PlanNames;
  readonly #checker: PlanChecker;
  readonly #steps = new Map<Plan, number>();

  constructor(names: PlanNames) {
    this.#names = names;
    this.#checker = new PlanChecker({
      dataset: (id) => names.schema?.(id),
      result: () => undefined,
    });
  }

  /** Writes a plan's steps and gives the number of the last. */
  step(plan: Plan): number {
    const known = this.#steps.get(plan);
    if (known !== undefined) return known;
    const operation = operationOf(plan);
    const inputs = operation.inputs(plan).map((input) => this.step(input));
    operation.slots(plan).flatMap((slot) => plansWithin(slot.expression)).forEach((inner) =>
      this.step(inner)
    );
    const sentence = this.#sentence(plan, inputs);
    const follows = inputs.length !== 1 || inputs[0] === this.lines.length;
    this.lines.push(follows ? capital(sentence) : `With the rows of step ${inputs[0]}: ${sentence}`);
    this.#steps.set(plan, this.lines.length);
    return this.lines.length;
  }

  #sentence(plan: Plan, inputs: readonly number[]): string {
    const scope = this.#scope(operationOf(plan).inputs(plan)[0]);
    const words = (expression: Expression): string => expressionWords(expression, scope);
    switch (plan.op) {
      case "scan":
        return takeWords(this.#names.name(plan.dataset), this.#names.rows?.(plan.dataset));
      case "result":
        return takeWords(`the result ${quoted(plan.ref)}`);
      case "filter":
        return `keep the rows where ${conditionWords(plan.where, scope)}`;
      case "derive":
        return plan.columns.map(({ name, value }) => `compute ${quoted(name)} as ${words(value)}`).join("; ");
      case "select":
        return `keep the columns ${listWords(plan.columns.map((column) => columnWords(column, scope)))}`;
      case "aggregate":
        return aggregateWords(plan, scope);
      case "distinct":
        return plan.columns.length === 0
          ? "keep each row once, without repetitions"
          : `keep each different ${combinationWords(plan.columns.map(quoted))} once`;
      case "sort":
        return `sort by ${sortWords(plan.keys, scope)}`;
      case "limit":
        return limitWords(plan.count, plan.offset ?? 0);
      case "top":
        return topWords(plan, scope);
      case "window":
        return plan.columns.map((column) => `compute ${quoted(column.name)} as ${windowWords(column, scope)}`)
          .join("; ");
      case "join":
        return joinWords(plan, { inputs, scope, right: this.#scope(plan.right) });
      case "statistic":
        return statisticWords(plan, words);
      case "union":
        return `put the rows of ${listWords(inputs.map((input) => `step ${input}`))} together`;
    }
  }

  #scope(input: Plan | undefined): WordScope {
    return {
      kind: (expression) => input && this.#kind(expression, input),
      subplan: (plan) => `step ${this.#steps.get(plan) ?? "?"}`,
    };
  }

  /** Words are written for plans whose datasets are gone too, so a type that cannot be found is only unknown. */
  #kind(expression: Expression, input: Plan): Kind | undefined {
    try {
      return this.#checker.kind(expression, this.#checker.check(input).schema);
    } catch {
      return undefined;
    }
  }
}

function statisticWords(
  plan: Extract<Plan, { op: "statistic" }>,
  words: (expression: Expression) => string,
): string {
  const { title, words: sentence } = STATISTIC_METHODS[plan.method];
  const what = plan.method === "linear_regression" ? "compute" : "test";
  const named = ({ value }: Derived) => words(value).replace(/^the /, "");
  const per = plan.per === undefined ? "" : `for each ${named(plan.per)}, `;
  const beside = (plan.measures ?? []).map((measure) => measureWords(measure));
  const also = beside.length === 0 ? "" : `, and compute ${listWords(beside)}`;
  return `${per}${what} ${sentence(plan.values.map(named), plan.by && named(plan.by))} (${title})${also}`;
}

function capital(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}

function takeWords(name: string, rows?: number): string {
  if (rows === undefined) return `take all rows of ${name}`;
  return rows === 1 ? `take the 1 row of ${name}` : `take all ${countWords(rows, "row")} of ${name}`;
}

/** A column of a select, with its name where that says something else. */
function columnWords({ name, value }: Derived, scope: WordScope): string {
  return named(expressionWords(value, scope), name);
}

function limitWords(count: number, offset: number): string {
  const rows = count === 1 ? "row" : `${numberWords(count)} rows`;
  return offset === 0
    ? `keep the first ${rows}`
    : `skip the first ${countWords(offset, "row")} and keep the next ${rows}`;
}

function joinWords(
  plan: Extract<Plan, { op: "join" }>,
  context: { inputs: readonly number[]; scope: WordScope; right: WordScope },
): string {
  const [left, right] = context.inputs;
  const pairs = plan.on.map((on) =>
    `${expressionWords(on.left, context.scope)} is ${expressionWords(on.right, context.right)} there`
  );
  const match = listWords(pairs);
  switch (plan.how) {
    case "inner":
      return `join each row of step ${left} with the rows of step ${right} where ${match}`;
    case "left":
      return `join each row of step ${left} with the rows of step ${right} where ${match}; rows without a match stay`;
    case "semi":
      return `keep the rows of step ${left} that have a row in step ${right} where ${match}`;
    case "anti":
      return `keep the rows of step ${left} that have no row in step ${right} where ${match}`;
  }
}
