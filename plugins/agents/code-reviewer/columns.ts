import type { AnyNode } from "acorn";
import type { DatasetProfile } from "nexus";
import { type DataCall, HOLE, type Remark, type Script, textOf } from "./script.ts";
import { unknownInSql } from "./sql_names.ts";

/** Columns that a call names and no table has. */
export function unknownColumns({ calls, nodes }: Script, datasets: readonly DatasetProfile[]): Remark[] {
  if (datasets.length === 0) return [];
  return calls.flatMap((call): Remark[] => {
    const names = call.name === "columns"
      ? ofColumns(call, datasets)
      : call.name === "sql"
      ? ofSql(call, datasets)
      : ofPlan(call, nodes, datasets);
    return [...new Set(names)].slice(0, 5).map((name) => ({
      message: `There is no column "${name}": ${nearest(name, datasets)}`,
      line: call.line,
    }));
  });
}

function ofColumns(call: DataCall, datasets: readonly DatasetProfile[]): string[] {
  const [table, list] = call.arguments;
  const texts = list?.type === "ArrayExpression"
    ? list.elements.flatMap((element) => element === null ? [] : [textOf(element)])
    : [];
  const known = new Set(tablesOf(table, datasets).flatMap(({ columns }) => columns.map(({ name }) => name)));
  return texts.filter((text): text is string => text !== null && !text.includes(HOLE) && !known.has(text));
}

/** The table that an argument names, by name, id or place; all where only the run knows. */
function tablesOf(node: AnyNode | undefined, datasets: readonly DatasetProfile[]): readonly DatasetProfile[] {
  const text = textOf(node);
  const found = text === null
    ? placeOf(node, datasets)
    : datasets.find(({ id, name }) => [id, name].includes(text));
  return found === undefined ? datasets : [found];
}

/** `tables[0]`, `tables[0].name`, `tables[0].id`. */
function placeOf(
  node: AnyNode | undefined,
  datasets: readonly DatasetProfile[],
): DatasetProfile | undefined {
  const inner = node?.type === "MemberExpression" && !node.computed ? node.object : node;
  if (inner?.type !== "MemberExpression" || !inner.computed) return undefined;
  if (inner.object.type !== "Identifier" || inner.object.name !== "tables") return undefined;
  return inner.property.type === "Literal" ? datasets[Number(inner.property.value)] : undefined;
}

function ofSql(call: DataCall, datasets: readonly DatasetProfile[]): string[] {
  const text = textOf(call.arguments[0]);
  if (text === null) return [];
  return unknownInSql(
    text,
    datasets.flatMap(({ name, columns }) => [name, ...columns.map((one) => one.name)]),
  );
}

/** `{kind: "column", name: "x"}` inside a plan that is written out, where nothing of the plan makes an "x". */
function ofPlan(call: DataCall, nodes: Script["nodes"], datasets: readonly DatasetProfile[]): string[] {
  const [plan] = call.arguments;
  if (plan?.type !== "ObjectExpression") return [];
  const known = new Set(datasets.flatMap(({ columns }) => columns.map(({ name }) => name)));
  const used: string[] = [];
  for (const { node, around } of nodes) {
    if (node.type !== "ObjectExpression" || (node !== plan && !around.includes(plan))) continue;
    const name = fieldOf(node, "name");
    if (name === null || name.includes(HOLE)) continue;
    if (fieldOf(node, "kind") === "column") used.push(name);
    else known.add(name);
  }
  return used.filter((name) => !known.has(name) && !known.has(name.replace(/ \(right\)$/, "")));
}

function fieldOf(node: AnyNode, name: string): string | null {
  if (node.type !== "ObjectExpression") return null;
  for (const property of node.properties) {
    if (property.type !== "Property" || property.computed) continue;
    const key = property.key.type === "Identifier" ? property.key.name : textOf(property.key);
    if (key === name) return textOf(property.value);
  }
  return null;
}

function nearest(name: string, datasets: readonly DatasetProfile[]): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const all = [...new Set(datasets.flatMap(({ columns }) => columns.map((column) => column.name)))];
  const near = all.filter((one) => plain(one).includes(plain(name)) || plain(name).includes(plain(one)));
  const shown = (near.length > 0 ? near : all).slice(0, 12).map((one) => `"${one}"`).join(", ");
  return near.length > 0 ? `did it mean ${shown}?` : `the columns are ${shown}`;
}
