/**
 * Joining the tables that a question names columns of, over the keys that they share.
 *
 * @module
 */
import type { Expression, Plan } from "../../contract/mod.ts";
import { stem } from "../text/stem.ts";
import { wordsOf } from "../text/token.ts";
import type { ColumnInfo, TableContext } from "../link/table_context.ts";
import { call, column as named, numberOf } from "./expressions.ts";

/** Joined tables, and what each column is called in the result. */
export interface Source {
  readonly plan: Plan;
  readonly of: (column: ColumnInfo) => Expression;
  readonly tables: readonly TableContext[];
}

interface Edge {
  readonly left: ColumnInfo;
  readonly right: ColumnInfo;
  readonly score: number;
}

const GENERIC = new Set(["id", "key", "code", "name", "number"].flatMap((word) => [word, stem(word)]));

/** How likely two columns of different tables hold the same key, 0 where they do not. */
function keyScore(a: ColumnInfo, b: ColumnInfo, ta: TableContext, tb: TableContext): number {
  if (a.profile.type !== b.profile.type && !(a.numeric && b.numeric)) return 0;
  if (a.profile.type === "number" || a.temporal || a.profile.type === "boolean") return 0;
  const unique = (column: ColumnInfo, table: TableContext) =>
    column.profile.distinct >= table.profile.rows - column.profile.missing && column.profile.distinct > 1;
  const one = unique(a, ta) || unique(b, tb);
  const overlap = overlaps(a, b);
  if (overlap === 0) return 0;
  let name = 0;
  if (a.fused === b.fused) name = GENERIC.has(a.fused) ? 0.25 : 1;
  else if (refersTo(a, b, tb) || refersTo(b, a, ta)) name = 0.9;
  else if (
    a.fused.endsWith(b.fused) && b.fused.length > 3 || b.fused.endsWith(a.fused) && a.fused.length > 3
  ) name = 0.6;
  return name === 0 ? 0 : name * (one ? 1 : 0.4) * (0.6 + 0.4 * overlap) * (a.key || b.key ? 1 : 0.85);
}

/** `film_id` or `film` of one table refers to `id` (or its unique key) of the table `film`. */
function refersTo(from: ColumnInfo, to: ColumnInfo, target: TableContext): boolean {
  const table = target.nameStems.join("");
  const words = wordsOf(from.name).map(stem);
  const base = words.filter((word) => !GENERIC.has(word)).join("");
  const key = GENERIC.has(to.fused) || to.fused === `${table}id` ||
    to.index === 0 && to.profile.distinct >= target.profile.rows;
  const own = wordsOf(to.name).map(stem).filter((word) => !GENERIC.has(word)).join("");
  return key && base !== "" &&
    (base === own || base === table || base.endsWith(table) || table.endsWith(base) && base.length > 3);
}

function overlaps(a: ColumnInfo, b: ColumnInfo): number {
  if (a.numeric) {
    const low = Math.max(Number(a.profile.min), Number(b.profile.min));
    const high = Math.min(Number(a.profile.max), Number(b.profile.max));
    return low <= high ? 1 : 0;
  }
  const left = new Set(a.profile.top.map((entry) => String(entry.value)));
  const right = b.profile.top.map((entry) => String(entry.value));
  if (left.size < 20 && right.length < 20) return right.some((value) => left.has(value)) ? 1 : 0;
  return right.some((value) => left.has(value)) ? 1 : 0.5;
}

function bestEdge(a: TableContext, b: TableContext): Edge | undefined {
  let best: Edge | undefined;
  for (const left of a.columns) {
    for (const right of b.columns) {
      const score = keyScore(left, right, a, b);
      if (score > 0.2 && score > (best?.score ?? 0)) best = { left, right, score };
    }
  }
  return best;
}

const edges = new WeakMap<TableContext, WeakMap<TableContext, Edge | null>>();

function edge(a: TableContext, b: TableContext): Edge | undefined {
  let row = edges.get(a);
  if (row === undefined) edges.set(a, row = new WeakMap());
  let found = row.get(b);
  if (found === undefined) row.set(b, found = bestEdge(a, b) ?? null);
  return found ?? undefined;
}

/** Whether several rows of `many` can refer to one row of `one`. */
export function refersToOne(many: TableContext, one: TableContext): boolean {
  const found = edge(one, many);
  return found !== undefined && found.left.unique === true && found.right.unique !== true;
}

/** The tables joined so that all of `needed` are reached, by way of others where there is no direct key; undefined where there is no way. */
export function joinTables(
  needed: readonly TableContext[],
  all: readonly TableContext[],
): Source | undefined {
  const goal = new Set(needed);
  const start = [...goal].sort((a, b) => b.profile.rows - a.profile.rows || a.position - b.position)[0]!;
  const joined: { table: TableContext; edge?: Edge }[] = [{ table: start }];
  const inside = () => new Set(joined.map((entry) => entry.table));
  while ([...goal].some((table) => !inside().has(table))) {
    const step = nearest(inside(), goal, all);
    if (step === undefined) return undefined;
    joined.push(...step);
  }
  return build(joined);
}

/** The best next table to join; a table between two is taken along. */
function nearest(
  inside: ReadonlySet<TableContext>,
  goal: ReadonlySet<TableContext>,
  all: readonly TableContext[],
): { table: TableContext; edge: Edge }[] | undefined {
  let best: { path: { table: TableContext; edge: Edge }[]; score: number } | undefined;
  const offer = (path: { table: TableContext; edge: Edge }[], score: number) => {
    if (best === undefined || score > best.score) best = { path, score };
  };
  for (const from of inside) {
    for (const table of all) {
      const direct = inside.has(table) ? undefined : edge(from, table);
      if (direct === undefined) continue;
      if (goal.has(table)) offer([{ table, edge: direct }], direct.score);
      for (const target of goal) {
        const second = inside.has(target) || target === table ? undefined : edge(table, target);
        if (second !== undefined) {
          offer(
            [{ table, edge: direct }, { table: target, edge: second }],
            direct.score * second.score * 0.9,
          );
        }
      }
    }
  }
  return best?.path;
}

function build(joined: readonly { table: TableContext; edge?: Edge }[]): Source {
  const names = new Map<ColumnInfo, string>();
  const taken = new Set<string>();
  let plan: Plan | undefined;
  for (const { table, edge } of joined) {
    const scan: Plan = { op: "scan", dataset: table.profile.id };
    const left = edge === undefined ? undefined : named(names.get(edge.left)!);
    for (const column of table.columns.filter((one) => one.formula === undefined)) {
      const name = taken.has(column.name) ? `${column.name} (right)` : column.name;
      names.set(column, name);
    }
    for (const column of table.columns) if (column.formula === undefined) taken.add(names.get(column)!);
    plan = plan === undefined ? scan : {
      op: "join",
      left: plan,
      right: scan,
      how: "inner",
      on: [{ left: left!, right: named(edge!.right.name) }],
    };
  }
  return {
    plan: plan!,
    of: (column) => cell(column, (one) => named(names.get(one) ?? one.name)),
    tables: joined.map((entry) => entry.table),
  };
}

/** A cell of a column, or the formula that makes it. */
function cell(column: ColumnInfo, of: (column: ColumnInfo) => Expression): Expression {
  const { formula } = column;
  if (formula === undefined) return of(column);
  const [first, ...rest] = formula.columns.map((one) => numberOf(one, of(one)));
  return rest.reduce((left, right) => call(formula.function, left, right), first!);
}

/** Rows of one table; the usual case. */
export function singleSource(table: TableContext): Source {
  return {
    plan: { op: "scan", dataset: table.profile.id },
    of: (column) => cell(column, (one) => named(one.name)),
    tables: [table],
  };
}
