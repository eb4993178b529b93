/**
 * Invariants of the rows of a result: their order, and shares of totals.
 *
 * @module
 */
import type { Check, ColumnType, Expression, SortKey, Value } from "../contract/mod.ts";
import { numberOf, type Outputs, shownAt } from "./outputs.ts";

const KEEPS_ROWS = new Set(["derive", "select", "sort", "window"]);

/** The rows follow the sort keys that the result shows: the first of them, as far as they are plain columns. */
export function orderCheck(outputs: Outputs): Check[] {
  const sorted = outputs.chain.find(({ plan }) => plan.op === "sort" || plan.op === "top");
  if (!sorted || (sorted.plan.op !== "sort" && sorted.plan.op !== "top")) return [];
  if (sorted.plan.op === "top" && sorted.plan.partition.length > 0) return [];
  const keys: { at: number; key: SortKey }[] = [];
  for (const key of sorted.plan.keys) {
    const at = shownAt(outputs, key.by, sorted.names);
    if (at === undefined) break;
    keys.push({ at, key });
  }
  if (keys.length === 0) return [];
  const { rows, columns } = outputs.table;
  const wrong = rows.findIndex((row, index) => {
    if (index === 0) return false;
    const before = rows[index - 1]!;
    for (const { at, key } of keys) {
      const type = columns[at]!.type;
      // What overflowed is delivered as null, but sorts as infinity.
      if (type === "number" && (before[at] === null || row[at] === null)) return false;
      const order = compareCells(before[at]!, row[at]!, { type, descending: key.descending });
      if (order !== 0) return order > 0;
    }
    return false;
  });
  const names = keys.map(({ at }) => `"${columns[at]!.name}"`).join(", ");
  return [{
    name: "order",
    passed: wrong < 0,
    message: wrong < 0
      ? `The rows are in the order of ${names}`
      : `Row ${wrong + 1} is not in the order of ${names}`,
  }];
}

/** Below zero where `a` comes first; nulls come last in both directions. */
function compareCells(
  a: Value,
  b: Value,
  { type, descending }: { type: ColumnType; descending: boolean },
): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = type === "text" ? compareText(String(a), String(b)) : compareValues(a, b, type);
  return descending ? -order : order;
}

function compareValues(a: Value, b: Value, type: ColumnType): number {
  if (type === "integer") {
    const [x, y] = [BigInt(String(a)), BigInt(String(b))];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  if (type === "date" || type === "datetime") {
    const [x, y] = [String(a), String(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  return Number(a) - Number(b);
}

/** By code point, which differs from JavaScript's own order beyond the basic plane. */
function compareText(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  for (let index = 0; index < Math.min(x.length, y.length); index++) {
    const difference = x[index]!.codePointAt(0)! - y[index]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

/** A value divided by the total of its partition, in percent or not, is a share, where all values are at hand and none is negative. */
export function shareChecks(outputs: Outputs): Check[] {
  const { rows, rowCount } = outputs.table;
  if (rows.length < rowCount) return [];
  return outputs.chain.flatMap(({ plan, names }, depth) => {
    const under = outputs.chain[depth + 1];
    const isShown = outputs.chain.slice(0, depth).every((above) => KEEPS_ROWS.has(above.plan.op));
    if (!isShown || (plan.op !== "derive" && plan.op !== "select") || under?.plan.op !== "window") return [];
    const totals = under.plan.columns.filter((column) => column.function === "sum");
    return plan.columns.flatMap(({ name, value }) => {
      const share = asShare(value);
      const total = share &&
        totals.find((column) => column.name === share.whole && isColumn(column.argument, share.part));
      const [at, partAt] = [
        outputs.position(names.get(name)),
        share && outputs.position(under.names.get(share.part)),
      ];
      if (!total || at === undefined || partAt === undefined) return [];
      if (rows.some((row) => row[partAt] !== null && !((numberOf(row[partAt]) ?? -1) >= 0))) return [];
      return [shareCheck(outputs, { name, at, most: share.scale })];
    });
  });
}

function shareCheck(outputs: Outputs, { name, at, most }: { name: string; at: number; most: number }): Check {
  const wrong = outputs.table.rows.findIndex((row) => {
    const share = numberOf(row[at]);
    return share !== undefined && (share < 0 || share > most * (1 + 1e-9));
  });
  const message = `"${name}" is from 0 to ${most}`;
  return {
    name: `share "${name}"`,
    passed: wrong < 0,
    message: wrong < 0 ? message : `${message}: not so in row ${wrong + 1}`,
  };
}

/** `part / whole`, or that times 100. */
function asShare(expression: Expression): { part: string; whole: string; scale: number } | undefined {
  if (expression.kind !== "call") return undefined;
  const [a, b] = expression.arguments;
  if (expression.function === "multiply" && b?.kind === "literal" && b.value === 100) {
    const inner = asShare(a!);
    return inner && { ...inner, scale: 100 };
  }
  if (expression.function !== "divide" || a?.kind !== "column" || b?.kind !== "column") return undefined;
  return { part: a.name, whole: b.name, scale: 1 };
}

function isColumn(expression: Expression | undefined, name: string): boolean {
  return expression?.kind === "column" && expression.name === name;
}
