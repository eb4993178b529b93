/**
 * From a filled form to a plan, in the words that the language uses, so that the two can agree.
 *
 * @module
 */
import {
  type AnswerKind,
  type ColumnProfile,
  type DatasetProfile,
  type Derived,
  type Expression,
  type FunctionName,
  type Measure,
  NexusError,
  type Plan,
  type Reading,
  type SortKey,
} from "nexus";
import { type Form, ROWS, tableLabel } from "./form.ts";

const WORDS = {
  count: "count",
  count_distinct: "different",
  sum: "total",
  mean: "average",
  median: "median",
  min: "minimum",
  max: "maximum",
  stddev: "standard deviation of",
} as const;
const COMPARED = {
  eq: "is",
  ne: "is not",
  lt: "is below",
  le: "is at most",
  gt: "is above",
  ge: "is at least",
  contains: "contains",
  starts_with: "starts with",
  is_missing: "is missing",
  is_present: "is there",
} as const;
/** A model does not know how often it is right; no threshold takes this for sure. */
const CONFIDENCE = 0.5;

/**
 * The reading that a form stands for.
 *
 * @throws NexusError `plan.invalid` where the form contradicts itself or the types of its columns
 */
export function readingOf(form: Form, datasets: readonly DatasetProfile[]): Reading {
  const dataset = datasets.find((_, index) => tableLabel(index) === form.table);
  if (!dataset) throw misfit(`there is no ${form.table}`);
  const column = (name: string): ColumnProfile => {
    const found = dataset.columns.find((one) => one.name === name);
    if (!found) {
      throw new NexusError("plan.unknown_column", `There is no column "${name}" in "${dataset.name}"`);
    }
    return found;
  };
  const conditions = form.filters.map((filter) => conditionOf(filter, column(filter.column)));
  const scan: Plan = { op: "scan", dataset: dataset.id };
  const [first] = conditions;
  const filtered: Plan = first === undefined ? scan : {
    op: "filter",
    input: scan,
    where: conditions.length === 1 ? first : call(form.match === "any" ? "or" : "and", ...conditions),
  };
  const summary: string[] = [];
  const parts = form.measures.length > 0 || form.groups.length > 0
    ? aggregated(form, filtered, column, summary)
    : listed(form, filtered, column, summary);
  const where = form.filters.map(({ column, operator, values }) =>
    `"${column}" ${COMPARED[operator]} ${values.map((value) => JSON.stringify(value)).join(" or ")}`.trim()
  );
  if (where.length > 0) summary.push(`where ${where.join(form.match === "any" ? " or " : " and ")}`);
  return { ...parts, confidence: CONFIDENCE, summary: summary.join(" "), used: [], unused: [] };
}

function aggregated(
  form: Form,
  input: Plan,
  column: (name: string) => ColumnProfile,
  summary: string[],
): Pick<Reading, "plan" | "kind" | "answerColumn"> {
  const wanted = form.measures.length > 0 ? form.measures : [{ function: "count" as const, column: ROWS }];
  const measures = uniqueBy(wanted.map((one) => measureOf(one, column)), ({ name }) => name);
  const groups = uniqueBy(form.groups.map((one) => groupOf(one, column(one.column))), ({ name }) => name);
  const plan: Plan = { op: "aggregate", input, groups, measures };
  summary.push(measures.map(({ name }) => name === "count" ? "number of rows" : name).join(", "));
  if (groups.length > 0) summary.push(`by ${groups.map(({ name }) => `"${name}"`).join(", ")}`);
  const keys = form.sort.map(({ by, descending }): SortKey => {
    const place = /^measure (\d)$/.exec(by)?.[1];
    const at = form.groups.findIndex((group) => group.column === by);
    const name = place ? measures[Number(place) - 1]?.name : groups[at]?.name;
    if (name === undefined) throw misfit(`it sorts by "${by}", which its result does not have`);
    return { by: columnOf(name), descending };
  });
  const [group] = groups;
  if (group === undefined) {
    const [only] = measures;
    const kind = measures.length > 1 ? "record" : kindOfMeasure(wanted[0]!, column);
    return { plan, kind, ...(measures.length === 1 ? { answerColumn: only!.name } : {}) };
  }
  if (form.limit === 1 && groups.length === 1 && keys.length > 0) {
    summary.push(`the ${keys[0]!.descending ? "highest" : "lowest"}`);
    const { unit } = form.groups[0]!;
    const kind = unit === "none"
      ? kindOf(column(form.groups[0]!.column))
      : unit === "weekday"
      ? "number"
      : "date";
    return { plan: ordered(plan, keys, 1), kind, answerColumn: group.name };
  }
  const order = keys.length > 0
    ? keys
    : groups.map(({ name }): SortKey => ({ by: columnOf(name), descending: false }));
  if (form.limit !== null) summary.push(`the first ${form.limit}`);
  return { plan: ordered(plan, order, form.limit), kind: "table" };
}

function listed(
  form: Form,
  input: Plan,
  column: (name: string) => ColumnProfile,
  summary: string[],
): Pick<Reading, "plan" | "kind"> {
  const keys = form.sort.map(({ by, descending }): SortKey => ({
    by: columnOf(column(by).name),
    descending,
  }));
  const names = [...new Set(form.columns)];
  const sorted = ordered(input, keys, form.limit);
  summary.push(names.length === 0 ? "rows" : names.map((name) => `"${name}"`).join(", "));
  if (keys.length > 0) {
    summary.push(
      form.sort.map(({ by, descending }) => `by "${by}"${descending ? ", highest first" : ""}`).join(", "),
    );
  }
  if (form.limit !== null) summary.push(`the first ${form.limit}`);
  if (names.length === 0) return { plan: sorted, kind: "table" };
  const columns = names.map((name): Derived => ({ name, value: columnOf(column(name).name) }));
  return { plan: { op: "select", input: sorted, columns }, kind: names.length === 1 ? "list" : "table" };
}

function ordered(input: Plan, keys: SortKey[], limit: number | null): Plan {
  if (keys.length === 0) return limit === null ? input : { op: "limit", input, count: limit };
  if (limit === null) return { op: "sort", input, keys };
  return { op: "top", input, partition: [], keys, count: limit, ties: false };
}

function measureOf(
  { function: name, column: of }: Form["measures"][number],
  column: (name: string) => ColumnProfile,
): Measure {
  if (name === "count") return { name: "count", function: "count", arguments: [] };
  if (of === ROWS) throw misfit(`"${name}" needs a column`);
  return { name: `${WORDS[name]} ${of}`, function: name, arguments: [columnOf(column(of).name)] };
}

function groupOf({ unit }: Form["groups"][number], { name, type }: ColumnProfile): Derived {
  if (unit === "none" || (type !== "date" && type !== "datetime")) return { name, value: columnOf(name) };
  const value = unit === "weekday"
    ? call("weekday", columnOf(name))
    : call("truncate", columnOf(name), { kind: "literal", value: unit });
  return { name: `${name} (${unit})`, value };
}

function conditionOf({ operator, values }: Form["filters"][number], column: ColumnProfile): Expression {
  const cell = columnOf(column.name);
  if (operator === "is_missing") return call("is_null", cell);
  if (operator === "is_present") return call("not", call("is_null", cell));
  const [first] = values;
  if (first === undefined) throw misfit(`a condition on "${column.name}" has no value`);
  const date = column.type === "date" || column.type === "datetime";
  // `2023` for a date means its year.
  if (date && values.every((value) => /^\d{4}$/.test(String(value)))) {
    const years = values.map((value): Expression => ({ kind: "literal", value: Number(value) }));
    return compare(operator, call("year", cell), years);
  }
  if (operator === "contains" || operator === "starts_with") {
    if (column.type !== "text") throw misfit(`"${column.name}" is no text`);
    return any(values.map((value) => call(operator, cell, { kind: "literal", value: String(value) })));
  }
  return compare(operator, cell, values.map((value) => literalOf(value, column)));
}

function compare(
  operator: "eq" | "ne" | "lt" | "le" | "gt" | "ge" | "contains" | "starts_with",
  cell: Expression,
  values: Expression[],
): Expression {
  if (operator === "contains" || operator === "starts_with") throw misfit("dates have no letters");
  if (values.length === 1) return call(operator, cell, values[0]!);
  if (operator === "eq") return call("in", cell, ...values);
  if (operator === "ne") return call("not", call("in", cell, ...values));
  throw misfit(`"${operator}" takes one value`);
}

function literalOf(value: string | number | boolean, { name, type }: ColumnProfile): Expression {
  const text = String(value).trim();
  switch (type) {
    case "text":
      return { kind: "literal", value: String(value) };
    case "boolean":
      if (!/^(true|false)$/i.test(text)) throw misfit(`${JSON.stringify(value)} is no value of "${name}"`);
      return { kind: "literal", value: /^true$/i.test(text) };
    case "date":
    case "datetime":
      if (!/^\d{4}-\d{2}-\d{2}([T ].*)?$/.test(text)) throw misfit(`${JSON.stringify(value)} is no date`);
      return { kind: "literal", value: text, type: text.length > 10 ? "datetime" : "date" };
    case "integer":
    case "number": {
      const number = Number(text);
      if (text === "" || !Number.isFinite(number)) throw misfit(`${JSON.stringify(value)} is no number`);
      return { kind: "literal", value: number };
    }
    default:
      throw misfit(`"${name}" cannot be compared`);
  }
}

function kindOfMeasure(
  { function: name, column: of }: Form["measures"][number],
  column: (name: string) => ColumnProfile,
): AnswerKind {
  return (name === "min" || name === "max") && of !== ROWS ? kindOf(column(of)) : "number";
}

function kindOf({ type }: ColumnProfile): AnswerKind {
  if (type === "integer" || type === "number") return "number";
  if (type === "date" || type === "datetime") return "date";
  return type === "boolean" ? "boolean" : "text";
}

function any(conditions: Expression[]): Expression {
  return conditions.length === 1 ? conditions[0]! : call("or", ...conditions);
}

function call(name: FunctionName, ...args: Expression[]): Expression {
  return { kind: "call", function: name, arguments: args };
}

function columnOf(name: string): Expression {
  return { kind: "column", name };
}

function uniqueBy<T>(all: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(all.map((item) => [key(item), item])).values()];
}

function misfit(what: string): NexusError {
  return new NexusError("plan.invalid", `The form is no plan: ${what}`);
}
