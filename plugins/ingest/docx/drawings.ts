/**
 * The words of charts and diagrams, which stand in parts of their own.
 *
 * @module
 */
import type { DocxPackage, Relationship } from "./package.ts";
import { childOf, childrenOf, descendantsOf, textOf, type XmlNode } from "./xml_tree.ts";

const TYPES = new Set(["chart", "diagramData"]);

/** Lines of text for each chart and diagram that a part refers to. */
export async function drawingsOf(
  document: DocxPackage,
  relationships: readonly Relationship[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const { type, target, external } of relationships) {
    if (external || !TYPES.has(type) || found.has(target)) continue;
    const root = await document.tree(target);
    if (root !== undefined) found.set(target, type === "chart" ? chartLines(root) : diagramLines(root));
  }
  return found;
}

/** Title and axes of a chart, and its series as rows. */
function chartLines(root: XmlNode): string[] {
  const lines: string[] = [];
  for (const title of descendantsOf(root, "c:title")) {
    const words = [...descendantsOf(title, "a:t")].map(textOf).join("").trim();
    if (words !== "") lines.push(lines.length === 0 ? `Chart: ${words}` : words);
  }
  if (lines.length === 0) lines.push("Chart");
  const series = [...descendantsOf(root, "c:ser")];
  const points = new Map<string, string[]>();
  const names = series.map((node) => cached(childOf(node, "c:tx"))[0]?.[1] ?? "");
  for (const [at, node] of series.entries()) {
    const keys = new Map(cached(childOf(node, "c:cat") ?? childOf(node, "c:xVal")));
    for (const [index, value] of cached(childOf(node, "c:val") ?? childOf(node, "c:yVal"))) {
      const key = keys.get(index) ?? index;
      const row = points.get(key) ?? new Array<string>(series.length).fill("");
      row[at] = value;
      points.set(key, row);
    }
  }
  if (points.size > 0) {
    const head = names.some((name) => name !== "") ? [["", ...names].join(" | ")] : [];
    lines.push([...head, ...[...points].map(([key, row]) => [key, ...row].join(" | "))].join("\n"));
  }
  return lines;
}

/** The values that a chart keeps of its sheet, by their place. */
function cached(node: XmlNode | undefined): [string, string][] {
  if (node === undefined) return [];
  return [...descendantsOf(node, "c:pt")].map((point) => [
    point.attributes.get("idx") ?? "",
    shown(textOf(childOf(point, "c:v") ?? { name: "", attributes: new Map(), children: [] })),
  ]);
}

/** A chart keeps numbers with all the digits that a double has: 4.0999999999999996 is 4.1. */
function shown(value: string): string {
  return /^-?\d+\.\d{12,}$/.test(value) ? String(Number(value)) : value;
}

function diagramLines(root: XmlNode): string[] {
  return [...descendantsOf(root, "dgm:pt")].flatMap((point) => {
    const paragraphs = childrenOf(childOf(point, "dgm:t")).filter(({ name }) => name === "a:p");
    const words = paragraphs.map((paragraph) => [...descendantsOf(paragraph, "a:t")].map(textOf).join(""))
      .join(" ");
    return words.trim() === "" ? [] : [words.trim()];
  });
}
