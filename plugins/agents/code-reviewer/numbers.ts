import type { AnyNode } from "acorn";
import type { ReviewTask } from "nexus";
import { lineOf, type Remark, type Script, textOf } from "./script.ts";

/** Parts of an hour, a day, a year; shares that are usual in tests; and round numbers are no answers. */
const USUAL = new Set([24, 60, 365, 366, 3600, 0.05, 0.01, 0.95, 0.99, 0.9, 0.1, 0.25, 0.75, 0.5, 1.5, 1.96]);
const MAX_LIST = 4;
const MAX_REMARKS = 3;

/** Numbers and lists that the script brings along, where neither the question nor the names have them. */
export function writtenNumbers({ nodes, calls }: Script, { question, datasets }: ReviewTask): Remark[] {
  const names = datasets.flatMap(({ name, columns }) => [name, ...columns.map((column) => column.name)]);
  const known = new Set([question ?? "", ...names].flatMap((text) => numbersIn(text)));
  const strange = (value: number) => !known.has(value) && looksLikeAnswer(value);
  const remarks: Remark[] = [];
  for (const { node } of nodes) {
    if (node.type === "Literal" && typeof node.value === "number" && strange(node.value)) {
      remarks.push(remarkOf(node.value, lineOf(node)));
    }
    if (node.type === "ArrayExpression" && isList(node)) {
      remarks.push({
        message: `A list of ${node.elements.length} values is written into the script: is it data?`,
        line: lineOf(node),
      });
    }
  }
  for (const call of calls) {
    const text = call.name === "sql" ? textOf(call.arguments[0]) : null;
    const outsideQuotes = text?.replace(/"[^"]*"|'[^']*'/g, " ") ?? "";
    for (const value of numbersIn(outsideQuotes)) {
      if (strange(value)) remarks.push(remarkOf(value, call.line));
    }
  }
  return remarks.slice(0, MAX_REMARKS);
}

function remarkOf(value: number, line: number): Remark {
  return {
    message: `The number ${value} stands in the script and not in the question: where is it from?`,
    line,
  };
}

function looksLikeAnswer(value: number): boolean {
  if (USUAL.has(value) || (Number.isInteger(value) && value >= 0 && value <= 100)) return false;
  const digits = String(Math.abs(value)).replace(".", "").replace(/e.*$/, "").replace(/^0+|0+$/g, "");
  return digits.length >= 3 || !Number.isInteger(value) && digits.length >= 2;
}

/** Numbers only: lists of names are what `columns()` takes. */
function isList(node: Extract<AnyNode, { type: "ArrayExpression" }>): boolean {
  return node.elements.length > MAX_LIST &&
    node.elements.every((element) => element?.type === "Literal" && typeof element.value === "number");
}

function numbersIn(text: string): number[] {
  return (text.match(/\d+(?:[.,]\d+)*/g) ?? []).flatMap((number) => [
    Number(number.replaceAll(",", "")),
    Number(number.replace(",", ".")),
  ]).filter(Number.isFinite);
}
