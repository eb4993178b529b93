/**
 * The operations as DuckDB's SQL: each writes its step and says what relation it gives.
 *
 * @module
 */
import { type Expression, NexusError, type OperationName, type Plan, type SortKey } from "../contract/mod.ts";
import { joinNames } from "./check.ts";
import type { Operation } from "./operations.ts";
import { writeAggregate } from "./sql_groups.ts";
import { windowSql } from "./sql_aggregates.ts";
import {
  aliased,
  ascending,
  carryOrder,
  hiddenName,
  nameColumns,
  type OrderKey,
  orderText,
  type Relation,
  type RelationColumn,
  ROW,
  ROW_ORDER,
  tieBreakers,
} from "./sql_relation.ts";
import { freeName, quoteName } from "./sql_text.ts";
import type { Scope, SqlWriter } from "./sql_writer.ts";

type Writers = { [Name in OperationName]: (plan: Operation<Name>, writer: SqlWriter) => Relation };

function source(id: string, plan: Plan, writer: SqlWriter): Relation {
  const table = quoteName(writer.tableName(id));
  const names = writer.checker.check(plan).schema.map((field) => field.name);
  const { columns, taken } = nameColumns(names);
  const plain = columns.every(({ name, sql }) => quoteName(name) === sql);
  const aliases = [...columns.map((column) => column.sql), ROW].join(", ");
  const from = plain ? table : writer.step("source", { select: ["*"], from: `${table} AS t(${aliases})` });
  return { from, columns, taken, rowId: true, order: [ROW_ORDER] };
}

/** Order keys as columns: those that are no plain columns become hidden ones, added to `select`. */
function keyColumns(
  keys: readonly SortKey[],
  relation: Relation,
  scope: Scope,
  into: { select: string[]; taken: Set<string> },
): OrderKey[] {
  return keys.map((key) => ({
    column: keyColumn(key.by, relation, scope, into),
    descending: key.descending,
  }));
}

function keyColumn(
  by: Expression,
  relation: Relation,
  scope: Scope,
  into: { select: string[]; taken: Set<string> },
): string {
  if (by.kind === "column") return relation.columns.find((column) => column.name === by.name)!.sql;
  const hidden = hiddenName("key", into.taken);
  into.select.push(`${scope.column(by)} AS ${hidden}`);
  return hidden;
}

/** Columns that are added to a relation, or replace those of the same name. */
function addColumns(
  relation: Relation,
  added: readonly { name: string; sql: string }[],
  step: { wanted: string; writer: SqlWriter },
): Relation {
  const taken = new Set(relation.taken);
  const replaced = new Map<string, string>();
  const [select, columns] = [[] as string[], [...relation.columns]];
  for (const { name, sql } of added) {
    const old = relation.columns.find((column) => column.name === name);
    if (old) {
      replaced.set(old.sql, `${sql} AS ${old.sql}`);
      continue;
    }
    const fresh = quoteName(freeName(name, taken));
    select.push(aliased(sql, fresh));
    columns.push({ name, sql: fresh });
  }
  const order = carryOrder(relation, (sql) => replaced.has(sql) ? undefined : sql, { select, taken });
  const star = replaced.size > 0 ? `* REPLACE (${[...replaced.values()].join(", ")})` : "*";
  const from = step.writer.step(step.wanted, { select: [star, ...select], from: relation.from });
  return { ...relation, from, columns, taken, order };
}

function sort(plan: Operation<"sort">, writer: SqlWriter): Relation {
  const { relation, scope } = writer.input(plan.input);
  const into = { select: [] as string[], taken: new Set(relation.taken) };
  const keys = keyColumns(plan.keys, relation, scope, into);
  const from = into.select.length === 0
    ? relation.from
    : writer.step("keyed", { select: ["*", ...into.select], from: relation.from });
  return { ...relation, from, taken: into.taken, order: [...keys, ...tieBreakers(relation, keys)] };
}

function select(plan: Operation<"select">, writer: SqlWriter): Relation {
  const { relation, scope } = writer.input(plan.input);
  const { columns, taken } = nameColumns(plan.columns.map((column) => column.name));
  const texts = plan.columns.map((column) => scope.column(column.value));
  const items = texts.map((text, index) => aliased(text, columns[index]!.sql));
  if (relation.rowId) items.push(ROW);
  const renamed = (sql: string): string | undefined => {
    if (sql === ROW) return ROW;
    const kept = texts.indexOf(sql);
    return kept < 0 ? undefined : columns[kept]!.sql;
  };
  const order = carryOrder(relation, renamed, { select: items, taken });
  const from = writer.step("selected", { select: items, from: relation.from });
  return { from, columns, taken, rowId: relation.rowId, order };
}

function distinct(plan: Operation<"distinct">, writer: SqlWriter): Relation {
  const { relation } = writer.input(plan.input);
  const columns: RelationColumn[] = plan.columns.length === 0
    ? relation.columns
    : plan.columns.map((name) => relation.columns.find((column) => column.name === name)!);
  const names = columns.map((column) => column.sql);
  const taken = new Set(relation.taken);
  if (relation.rowId && relation.order.length === 1 && relation.order[0]!.column === ROW) {
    const items = [...names, `min(${ROW}) AS ${ROW}`];
    const from = writer.step("deduplicated", { select: items, from: relation.from, groupBy: names });
    return { from, columns, taken, rowId: true, order: [ROW_ORDER] };
  }
  const order = relation.order.map(orderText);
  const place = `row_number() OVER (PARTITION BY ${names.join(", ")}${
    order.length > 0 ? ` ORDER BY ${order.join(", ")}` : ""
  })`;
  const from = writer.step("deduplicated", { select: ["*"], from: relation.from, qualify: `${place} = 1` });
  return { ...relation, from, columns, taken };
}

function top(plan: Operation<"top">, writer: SqlWriter): Relation {
  const { relation, scope } = writer.input(plan.input);
  const into = { select: [] as string[], taken: new Set(relation.taken) };
  const partition = plan.partition.map((part) => keyColumn(part, relation, scope, into));
  const keys = keyColumns(plan.keys, relation, scope, into);
  const total = [...keys, ...tieBreakers(relation, keys)];
  const order = [...partition.map(ascending), ...total];
  const rest = { ...relation, taken: into.taken, order };
  const items = ["*", ...into.select];
  if (partition.length === 0 && !plan.ties) {
    const orderBy = total.map(orderText);
    return {
      ...rest,
      from: writer.step("top_rows", { select: items, from: relation.from, orderBy, limit: plan.count }),
    };
  }
  const base = into.select.length > 0
    ? writer.step("keyed", { select: items, from: relation.from })
    : relation.from;
  const by = partition.length > 0 ? `PARTITION BY ${partition.join(", ")} ` : "";
  const place = plan.ties ? "rank()" : "row_number()";
  const sorted = (plan.ties ? keys : total).map(orderText).join(", ");
  const qualify = `${place} OVER (${by}ORDER BY ${sorted}) <= ${plan.count}`;
  return { ...rest, from: writer.step("top_rows", { select: ["*"], from: base, qualify }) };
}

function window(plan: Operation<"window">, writer: SqlWriter): Relation {
  const { relation, scope } = writer.input(plan.input);
  const { schema } = writer.checker.check(plan);
  const added = plan.columns.map((column) => {
    if (
      column.function === "row_number" && isWhole(plan.input) &&
      column.partition.length + column.order.length === 0
    ) {
      // The row number of a relation is known; numbering it again would sort it.
      return { name: column.name, sql: `${ROW} + 1` };
    }
    const keys = column.order.map((key) => ({ column: scope.column(key.by), descending: key.descending }));
    const total = keys.length > 0 ? [...keys, ...tieBreakers(relation, keys)] : relation.order;
    const sql = windowSql(column, {
      argument: column.argument && scope.column(column.argument),
      type: schema.find((field) => field.name === column.name)!.type,
      partition: column.partition.map((part) => scope.column(part)),
      order: keys.map(orderText),
      total: total.map(orderText),
    });
    return { name: column.name, sql };
  });
  return addColumns(relation, added, { wanted: "windowed", writer });
}

/** Whether a plan gives all rows of a relation, whose row ids count from 0 without gaps. */
function isWhole(plan: Plan): boolean {
  return plan.op === "scan" || plan.op === "result";
}

/** A side of a join, with its keys as columns. */
function joinSide(
  plan: Plan,
  keys: readonly Expression[],
  writer: SqlWriter,
): { relation: Relation; keys: string[] } {
  const { relation, scope } = writer.input(plan);
  const into = { select: [] as string[], taken: new Set(relation.taken) };
  const columns = keys.map((key) => keyColumn(key, relation, scope, into));
  if (into.select.length === 0) return { relation, keys: columns };
  const from = writer.step("keyed", { select: ["*", ...into.select], from: relation.from });
  return { relation: { ...relation, from, taken: into.taken }, keys: columns };
}

function join(plan: Operation<"join">, writer: SqlWriter): Relation {
  const left = joinSide(plan.left, plan.on.map((on) => on.left), writer);
  const right = joinSide(plan.right, plan.on.map((on) => on.right), writer);
  const on = left.keys.map((key, index) => `l.${key} = r.${right.keys[index]}`).join(" AND ");
  const from = `${left.relation.from} AS l`;
  const join = `${plan.how.toUpperCase()} JOIN ${right.relation.from} AS r ON ${on}`;
  if (plan.how === "semi" || plan.how === "anti") {
    return { ...left.relation, from: writer.step("matched", { select: ["l.*"], from, join }) };
  }
  const [a, b] = [left.relation.columns, right.relation.columns];
  const names = joinNames(a.map((column) => column.name), b.map((column) => column.name));
  const { columns, taken } = nameColumns([...a.map((column) => column.name), ...names]);
  const texts = [...a.map((column) => `l.${column.sql}`), ...b.map((column) => `r.${column.sql}`)];
  const items = texts.map((text, index) =>
    text.slice(2) === columns[index]!.sql ? text : `${text} AS ${columns[index]!.sql}`
  );
  const order = (["l", "r"] as const).flatMap((side) => {
    const keys = (side === "l" ? left : right).relation.order;
    const qualified = keys.map((key) => ({ ...key, column: `${side}.${key.column}` }));
    const renamed = (sql: string): string | undefined => columns[texts.indexOf(sql)]?.sql;
    return carryOrder({ ...left.relation, order: qualified }, renamed, { select: items, taken });
  });
  return { from: writer.step("joined", { select: items, from, join }), columns, taken, rowId: false, order };
}

function union(plan: Operation<"union">, writer: SqlWriter): Relation {
  const relations = plan.inputs.map((input) => writer.relation(input));
  const { columns, taken } = nameColumns(relations[0]!.columns.map((column) => column.name));
  const [part, place] = [hiddenName("part", taken), hiddenName("place", taken)];
  const queries = relations.map((relation, index) => {
    const items = relation.columns.map((column, at) => aliased(column.sql, columns[at]!.sql));
    const sorted = relation.order.map(orderText);
    const position = sorted.length === 1 && sorted[0] === ROW
      ? ROW
      : `row_number() OVER (${sorted.length > 0 ? `ORDER BY ${sorted.join(", ")}` : ""})`;
    return { select: [...items, `${index} AS ${part}`, `${position} AS ${place}`], from: relation.from };
  });
  const from = writer.step("combined", queries);
  return { from, columns, taken, rowId: false, order: [ascending(part), ascending(place)] };
}

/** How each operation is written. */
export const SQL_OPERATIONS: Writers = {
  scan: (plan, writer) => source(plan.dataset, plan, writer),
  result: (plan, writer) => source(plan.ref, plan, writer),
  filter: (plan, writer) => {
    const { relation, scope } = writer.input(plan.input);
    const where = scope.part(plan.where).text;
    return { ...relation, from: writer.step("filtered", { select: ["*"], from: relation.from, where }) };
  },
  derive: (plan, writer) => {
    const { relation, scope } = writer.input(plan.input);
    const added = plan.columns.map(({ name, value }) => ({ name, sql: scope.column(value) }));
    return addColumns(relation, added, { wanted: "derived", writer });
  },
  select,
  aggregate: writeAggregate,
  distinct,
  sort,
  limit: (plan, writer) => {
    const { relation } = writer.input(plan.input);
    const orderBy = relation.order.map(orderText);
    const offset = plan.offset ?? 0;
    const query = { select: ["*"], from: relation.from, orderBy, limit: plan.count, offset };
    return { ...relation, from: writer.step("limited", query) };
  },
  top,
  window,
  join,
  union,
  statistic: () => {
    throw new NexusError("plan.invalid", "A statistic is no SQL: it is computed from rows");
  },
};
