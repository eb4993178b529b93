/**
 * Conditions of a frame as expressions of a plan, and in words.
 *
 * @module
 */
import type { Expression, Plan } from "../../contract/mod.ts";
import { MONTHS } from "../../plan/mod.ts";
import type { Condition, Test } from "../frame/frame.ts";
import type { Comparison } from "../lexicon/sense.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { call, every, literal, numberOf } from "./expressions.ts";

type Of = (column: ColumnInfo) => Expression;

/** All conditions joined as the question joins them: `and` binds closer than `or`. */
export function whereOf(conditions: readonly Condition[], of: Of, rows: Plan): Expression | undefined {
  const alternatives: Expression[][] = [[]];
  for (const condition of mergeAlternatives(conditions)) {
    if (condition.connector === "or" && alternatives.at(-1)!.length > 0) alternatives.push([]);
    alternatives.at(-1)!.push(expressionOf(condition, of, rows));
  }
  const parts = alternatives.flatMap((part) => every(part) ?? []);
  return parts.length < 2 ? parts[0] : call("or", ...parts);
}

/** Cells cannot be two values at once: `in France and in Spain` asks for either. */
function mergeAlternatives(conditions: readonly Condition[]): Condition[] {
  const out: Condition[] = [];
  for (const condition of conditions) {
    const { test } = condition;
    const apart = condition.connector === "or" || condition.negated
      ? -1
      : out.findIndex((other) => excludes(other, condition));
    if (apart >= 0) {
      const other = out[apart]!;
      const tests = other.test.kind === "any" ? other.test.tests : [other.test];
      out[apart] = { ...other, test: { kind: "any", tests: [...tests, test] } };
      continue;
    }
    const at = test.kind !== "in" || condition.negated || condition.connector === "or"
      ? -1
      : out.findIndex((other) =>
        other.column === condition.column && other.test.kind === "in" && !other.negated
      );
    const before = at < 0 ? undefined : out[at]!;
    if (
      test.kind === "in" && before?.test.kind === "in" &&
      !before.test.values.some((value) => test.values.includes(value))
    ) {
      out[at] = { ...before, test: { kind: "in", values: [...before.test.values, ...test.values] } };
    } else out.push(condition);
  }
  return out;
}

/** Whether no cell can meet both: two days, two years, two numbers. */
function excludes(a: Condition, b: Condition): boolean {
  if (a.column !== b.column || a.negated || b.test.kind === "any") return false;
  const tests = a.test.kind === "any" ? a.test.tests : [a.test];
  return tests.every((test) => apart(test, b.test));
}

function apart(a: Test, b: Test): boolean {
  if (a.kind === "period" && b.kind === "period") {
    return a.op === "in" && b.op === "in" && (a.end <= b.begin || b.end <= a.begin);
  }
  if (a.kind === "part" && b.kind === "part") {
    return a.op === "in" && b.op === "in" &&
      (a.month !== b.month || a.day !== undefined && b.day !== undefined && a.day !== b.day);
  }
  return a.kind === "compare" && b.kind === "compare" && a.op === "eq" && b.op === "eq" &&
    a.value !== b.value;
}

function expressionOf(condition: Condition, of: Of, rows: Plan): Expression {
  const test = testExpression(condition.test, condition.column, of, rows);
  return condition.negated ? call("not", test) : test;
}

function testExpression(test: Test, column: ColumnInfo, of: Of, rows: Plan): Expression {
  const subject = of(column);
  switch (test.kind) {
    case "compare":
      return call(
        test.op,
        typeof test.value === "number" ? numberOf(column, subject) : subject,
        literal(test.value, column),
      );
    case "range":
      return call(
        "and",
        call("ge", numberOf(column, subject), literal(test.low, column)),
        call("le", numberOf(column, subject), literal(test.high, column)),
      );
    case "missing":
      return call("is_null", subject);
    case "any":
      return call("or", ...test.tests.map((one) => testExpression(one, column, of, rows)));
    case "in":
      return test.values.length === 1
        ? call("eq", subject, literal(test.values[0]!))
        : call("in", subject, ...test.values.map((value) => literal(value)));
    case "text":
      return call(test.how, call("lower", subject), literal(test.text.toLowerCase()));
    case "part":
      return partExpression(test, subject);
    case "period":
      return periodExpression(test, column, subject);
    case "against_mean":
      return call(
        test.op,
        numberOf(column, subject),
        single(rows, { name: "value", function: "mean", arguments: [numberOf(column, subject)] }),
      );
    case "against_column":
      return call(test.op, numberOf(column, subject), numberOf(test.other, of(test.other)));
    case "against_entity": {
      const where = call("in", of(test.entity), ...test.values.map((value) => literal(value)));
      return call(
        test.op,
        numberOf(column, subject),
        single({ op: "filter", input: rows, where }, {
          name: "value",
          function: "max",
          arguments: [subject],
        }),
      );
    }
    case "outlier":
      return outlierTest(test, rows, numberOf(column, subject));
  }
}

/** Whether a number is an outlier among the rows. */
export function outlierTest(
  test: Extract<Test, { kind: "outlier" }>,
  rows: Plan,
  subject: Expression,
): Expression {
  return test.rule === "quartiles"
    ? outlierExpression(rows, subject, test.reach)
    : deviationExpression(rows, subject, test);
}

/** A month, or a day of a month, of any year. */
function partExpression(test: Extract<Test, { kind: "part" }>, subject: Expression): Expression {
  const { day } = test;
  const place = day === undefined
    ? call("month", subject)
    : call("add", call("multiply", call("month", subject), literal(100)), call("day", subject));
  const value = literal(day === undefined ? test.month : test.month * 100 + day);
  return call(
    ({ in: "eq", before: "lt", after: "gt", since: "ge", until: "le" } as const)[test.op],
    place,
    value,
  );
}

function single(input: Plan, measure: Extract<Plan, { op: "aggregate" }>["measures"][number]): Expression {
  return { kind: "scalar", plan: { op: "aggregate", input, groups: [], measures: [measure] } };
}

/** Further from the quartiles than so many interquartile ranges. */
function outlierExpression(rows: Plan, subject: Expression, ranges: number): Expression {
  const quartile = (parameter: number) =>
    single(rows, { name: "value", function: "quantile", arguments: [subject], parameter });
  const reach = call("multiply", literal(ranges), call("subtract", quartile(0.75), quartile(0.25)));
  return call(
    "or",
    call("lt", subject, call("subtract", quartile(0.25), reach)),
    call("gt", subject, call("add", quartile(0.75), reach)),
  );
}

/** Further from the mean than so many standard deviations. */
function deviationExpression(
  rows: Plan,
  subject: Expression,
  { reach, population }: { reach: number; population: boolean },
): Expression {
  const of = (name: "mean" | "stddev" | "stddev_population") =>
    single(rows, { name: "value", function: name, arguments: [subject] });
  return call(
    "gt",
    call("abs", call("subtract", subject, of("mean"))),
    call("multiply", literal(reach), of(population ? "stddev_population" : "stddev")),
  );
}

function periodExpression(
  test: Extract<Test, { kind: "period" }>,
  column: ColumnInfo,
  subject: Expression,
): Expression {
  const whole = column.quantity;
  const moment = whole ? numberOf(column, subject) : subject;
  const year = (text: string) => column.high < 100 ? Number(text.slice(2, 4)) : Number(text.slice(0, 4));
  const begin = whole ? literal(year(test.begin)) : literal(test.begin, column);
  const end = whole ? literal(year(test.end)) : literal(test.end, column);
  switch (test.op) {
    case "before":
      return call("lt", moment, begin);
    case "since":
      return call("ge", moment, begin);
    case "after":
      return call("ge", moment, end);
    case "until":
      return call("lt", moment, end);
    case "in":
      return whole && Number(test.end.slice(0, 4)) - Number(test.begin.slice(0, 4)) === 1
        ? call("eq", moment, begin)
        : call("and", call("ge", moment, begin), call("lt", moment, end));
  }
}

const COMPARED: Record<Comparison, string> = {
  gt: "above",
  ge: "at least",
  lt: "below",
  le: "at most",
  eq: "equal to",
  ne: "other than",
};

/** A condition in words. */
export function conditionWords(condition: Condition): string {
  const { test, negated, column } = condition;
  if (test.kind === "text") {
    const verb = { contains: "contain", starts_with: "start with", ends_with: "end with" }[test.how];
    return `"${column.name}" ${negated ? `does not ${verb}` : verb.replace(/^\w+/, "$&s")} "${test.text}"`;
  }
  return `"${column.name}" is ${negated ? "not " : ""}${testWords(test, column)}`;
}

function testWords(test: Test, column: ColumnInfo): string {
  switch (test.kind) {
    case "compare":
      return `${COMPARED[test.op]} ${test.value}`;
    case "range":
      return `from ${test.low} to ${test.high}`;
    case "missing":
      return "missing";
    case "any":
      return test.tests.map((one) => testWords(one, column)).join(" or ");
    case "in":
      return test.values.length <= 3
        ? test.values.map((value) => `"${value}"`).join(" or ")
        : `one of ${test.values.length} values`;
    case "text":
      return `${test.how.replace("_", " ")} "${test.text}"`;
    case "part":
      return `${test.op} month ${test.month}${test.day === undefined ? "" : `, day ${test.day}`}`;
    case "period":
      return periodWords(test, column);
    case "against_mean":
      return `${COMPARED[test.op]} its average`;
    case "against_column":
      return `${COMPARED[test.op]} "${test.other.name}"`;
    case "against_entity":
      return `${COMPARED[test.op]} that of ${test.values.map((value) => `"${value}"`).join(", ")}`;
    case "outlier":
      return test.rule === "quartiles"
        ? `an outlier (beyond ${test.reach} interquartile ranges from the quartiles)`
        : `an outlier (beyond ${test.reach} standard deviations from the mean)`;
  }
}

function periodWords(test: Extract<Test, { kind: "period" }>, column: ColumnInfo): string {
  const years = column.quantity;
  const [begin, end] = years ? [test.begin.slice(0, 4), test.end.slice(0, 4)] : [test.begin, test.end];
  switch (test.op) {
    case "before":
      return `before ${begin}`;
    case "since":
      return `from ${begin} on`;
    case "after":
      return `from ${end} on`;
    case "until":
      return `before ${end}`;
    case "in":
      return years && Number(end) - Number(begin) === 1
        ? begin
        : years
        ? `from ${begin} to before ${end}`
        : spanWords(begin, end);
  }
}

/** A span of days by its name where it has one: `in 2023`, `in February 2023`, `on 2023-02-20`; otherwise with its last day. */
function spanWords(begin: string, end: string): string {
  const [from, until] = [
    new Date(`${begin.slice(0, 10)}T00:00:00Z`),
    new Date(`${end.slice(0, 10)}T00:00:00Z`),
  ];
  if (begin.length > 10 || end.length > 10 || Number.isNaN(+from) || Number.isNaN(+until)) {
    return `from ${begin} to before ${end}`;
  }
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth()];
  const isFirst = from.getUTCDate() === 1;
  if (isFirst && month === 0 && +until === Date.UTC(year + 1, 0, 1)) return `in ${year}`;
  if (isFirst && +until === Date.UTC(year, month + 1, 1)) return `in ${MONTHS[month]} ${year}`;
  const last = new Date(+until - 86_400_000);
  return +last === +from ? `on ${begin}` : `from ${begin} to ${last.toISOString().slice(0, 10)}`;
}

/** All conditions in words, to end a sentence with; empty where there are none. */
export function whereWords(conditions: readonly Condition[]): string {
  return mergeAlternatives(conditions).map((condition, index) =>
    `${index === 0 ? " where " : ` ${condition.connector} `}${conditionWords(condition)}`
  ).join("");
}
