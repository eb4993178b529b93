/**
 * Change along time: between two times (`how much did sales rise between 2010 and 2020`), and from each time to the next (`growth per year`).
 *
 * @module
 */
import type { Derived, Expression, Measure, Plan } from "../../contract/mod.ts";
import { isTime } from "../frame/concepts.ts";
import type { Condition, Extreme, Group, Measured } from "../frame/frame.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import type { DateSpan } from "../text/dates.ts";
import { naturalAggregate } from "./additive.ts";
import { whereOf } from "./conditions.ts";
import { call, column as named, literal, measure, measureName } from "./expressions.ts";
import { groupColumn } from "./group_plan.ts";
import type { Candidate, Rows, Scope } from "./scope.ts";

interface Subject {
  readonly measured: Measured;
  readonly part: object;
}

/** Composes changes of one quantity. */
export function changes(scope: Scope): Candidate[] {
  const at = scope.frame.flags.get("change");
  const subject = at === undefined ? undefined : subjectOf(scope);
  if (at === undefined || subject === undefined) return [];
  return [...betweenTimes(scope, at, subject), ...stepwise(scope, at, subject)];
}

/** What changes: an aggregate that is named, or a quantity, added up or averaged as its kind is. */
function subjectOf({ frame }: Scope): Subject | undefined {
  const [first] = frame.measures;
  if (first?.column !== undefined) return { measured: first, part: first };
  const mention = frame.mentions.find(({ column }) => column.quantity && !isTime(column));
  if (mention !== undefined) {
    const name = naturalAggregate(mention.column) === "sum" ? "sum" : "mean";
    return { measured: { at: mention.at, name, column: mention.column }, part: mention };
  }
  return undefined;
}

interface Ends {
  readonly condition: Condition;
  readonly from: DateSpan;
  readonly to: DateSpan;
}

/** The condition that names two times. */
function endsOf({ frame, walk }: Scope): Ends | undefined {
  for (const condition of frame.conditions) {
    if (condition.test.kind !== "period" || condition.test.op !== "in" || condition.negated) continue;
    const dates = [...condition.at].sort((a, b) => a - b).flatMap((at) => {
      const chunk = walk.chunks[at]!;
      return chunk.kind === "date" || chunk.kind === "number" && chunk.date !== undefined
        ? [chunk.date!]
        : [];
    });
    if (dates.length === 2 && dates[0]!.begin < dates[1]!.begin) {
      return { condition, from: dates[0]!, to: dates[1]! };
    }
  }
  return undefined;
}

function betweenTimes(scope: Scope, at: number, { measured, part }: Subject): Candidate[] {
  const { frame } = scope;
  const ends = endsOf(scope);
  if (ends === undefined) return [];
  const extreme = frame.extremes.find(({ key, measure, edge }) => !key && !measure && !edge);
  const by = groupsOf(scope, extreme);
  const others = frame.conditions.filter((condition) => condition !== ends.condition);
  const { column: time } = ends.condition;
  const columns = [...by.groups.map(({ column }) => column), ...(measured.column ? [measured.column] : [])];
  const rows = scope.rows([...columns, time], others);
  if (rows === undefined) return [];
  const name = measureName(measured);
  const sides = [ends.from, ends.to].map((span): Measure => ({
    ...measure(measured, rows.of, `${name} ${labelOf(span)}`),
    where: whereOf([during(ends.condition, span)], rows.of, rows.plan)!,
  }));
  const both: Plan = {
    op: "filter",
    input: rows.plan,
    where: call("or", ...sides.map(({ where }) => where!)),
  };
  const keys = by.groups.map((group) => groupColumn(group, rows.of));
  const values: Plan = { op: "aggregate", input: both, groups: keys, measures: sides };
  const changed: Plan = {
    op: "select",
    input: values,
    columns: [
      ...keys.map((key) => ({ name: key.name, value: named(key.name) })),
      ...sides.map((side) => ({ name: side.name, value: named(side.name) })),
      ...changeColumns(named(sides[0]!.name), named(sides[1]!.name)),
    ],
  };
  const falls = scope.walk.sense(at, "change")?.falls === true;
  return [{
    plan: keys.length === 0 ? changed : ordered(changed, extreme, falls),
    kind: keys.length === 0 ? "number" : extreme === undefined ? "table" : extreme.count ? "list" : "text",
    summary: `${
      extreme === undefined
        ? "the change"
        : `the "${keys[0]?.name}" with the ${falls === extreme.descending ? "lowest" : "highest"} change`
    } of ${name}${
      extreme === undefined && keys.length > 0 ? ` by ${keys.map((key) => key.name).join(" and ")}` : ""
    } from ${labelOf(ends.from)} to ${labelOf(ends.to)}${scope.where(others)}`,
    fit: keys.length === 0 && frame.groups.length > 0 ? 0.6 : 0.97,
    parts: [part, ...by.parts, ...(extreme === undefined ? [] : [extreme])],
    also: [at],
    answerColumn: extreme === undefined || keys.length === 0 ? "change" : keys[0]!.name,
  }];
}

/** What the change is told of each of: the groups, or the noun of a superlative (`which country grew most`). */
function groupsOf({ frame }: Scope, extreme: Extreme | undefined): { groups: Group[]; parts: object[] } {
  const plain = frame.groups.filter(({ column }) => !isTime(column));
  if (plain.length > 0) return { groups: plain, parts: plain };
  const mention = frame.mentions.find(({ column }) => !column.quantity && !isTime(column));
  if (extreme === undefined) return { groups: [], parts: [] };
  if (mention !== undefined) {
    return { groups: [{ at: mention.at, column: mention.column }], parts: [mention] };
  }
  return extreme.noun === undefined
    ? { groups: [], parts: [] }
    : { groups: [{ at: extreme.at, column: extreme.noun }], parts: [] };
}

function during(condition: Condition, { begin, end }: DateSpan): Condition {
  return { ...condition, connector: "and", test: { kind: "period", op: "in", begin, end } };
}

function labelOf({ begin, unit }: DateSpan): string {
  return unit === "year" ? begin.slice(0, 4) : unit === "month" ? begin.slice(0, 7) : begin;
}

/** The difference, and it as a share of where it began. */
function changeColumns(before: Expression, after: Expression): Derived[] {
  const change = call("subtract", after, before);
  return [
    { name: "change", value: change },
    { name: "percent change", value: call("divide", call("multiply", literal(100), change), before) },
  ];
}

function ordered(input: Plan, extreme: Extreme | undefined, falls: boolean): Plan {
  const descending = extreme === undefined || extreme.descending !== falls;
  const present: Plan = {
    op: "filter",
    input,
    where: call("not", call("is_null", named("change"))),
  };
  const keys = [{ by: named("change"), descending }];
  return extreme === undefined ? { op: "sort", input, keys } : {
    op: "top",
    input: present,
    partition: [],
    keys,
    count: extreme.count ?? 1,
    ties: extreme.count === undefined,
  };
}

/** `yearly growth of sales`: the change from each time to the next. */
function stepwise(scope: Scope, at: number, { measured, part }: Subject): Candidate[] {
  const { frame } = scope;
  const [time, ...others] = frame.groups;
  if (time === undefined || others.length > 0 || !isTime(time.column)) return [];
  // `how has it changed over the years` asks for the course, `growth per year` for its steps.
  const steps = /^(?:growth|percent|rate of)/.test(scope.walk.word(at)) ||
    / over /.test(scope.walk.word(time.at));
  if (!steps) return [];
  const recurs = time.unit === "weekday" || time.unit === "month_name" || time.unit === "hour";
  const rows = recurs ? undefined : scope.rows([time.column, ...columnsOf(measured)]);
  if (rows === undefined) return [];
  const key = groupColumn(time, rows.of);
  const name = measureName(measured);
  return [{
    plan: stepPlan(rows, key, measured),
    kind: "table",
    summary: `the change of ${name} from each ${key.name} to the next${scope.where()}`,
    fit: 0.97,
    parts: [part, time],
    also: [at],
    ...(frame.chart === undefined
      ? {}
      : { chart: { type: frame.chart.type || "bar", x: key.name, y: "change" } }),
  }];
}

function stepPlan(rows: Rows, key: Derived, measured: Measured): Plan {
  const name = measureName(measured);
  const grouped: Plan = {
    op: "aggregate",
    input: rows.plan,
    groups: [key],
    measures: [measure(measured, rows.of)],
  };
  const order = [{ by: named(key.name), descending: false }];
  const known: Plan = {
    op: "filter",
    input: grouped,
    where: call("not", call("is_null", named(key.name))),
  };
  const stepped: Plan = {
    op: "window",
    input: known,
    columns: [{ name: "before", function: "lag", argument: named(name), partition: [], order }],
  };
  return {
    op: "sort",
    input: {
      op: "select",
      input: stepped,
      columns: [
        { name: key.name, value: named(key.name) },
        { name, value: named(name) },
        ...changeColumns(named("before"), named(name)),
      ],
    },
    keys: order,
  };
}

function columnsOf({ column }: Measured): ColumnInfo[] {
  return column === undefined ? [] : [column];
}
