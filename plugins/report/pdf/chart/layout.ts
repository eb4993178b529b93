/**
 * Where elements of SVG stand, computed from their attributes and the widths of letters.
 *
 * @module
 */
import { type Box, matrixOf, moved, pathBox, union } from "./geometry.ts";

/** What is used of a node of the document. */
export interface Node {
  nodeType: number;
  localName?: string;
  namespaceURI?: string | null;
  ownerSVGElement?: unknown;
  parentNode: Node | null;
  childNodes: Iterable<Node>;
  data?: string;
  style?: { getPropertyValue(name: string): string };
  getAttribute(name: string): string | null;
}

/** Width of a text, and its extent above and below the line. */
export type MeasureText = (
  text: string,
  size: number,
  bold: boolean,
) => { width: number; ascent: number; descent: number };

const ELEMENT = 1;
const TEXT = 3;

/** A property as style or attribute, own or inherited; empty where it is not set. */
export function styleOf(node: Node | null, name: string): string {
  for (let at = node; at !== null && at.nodeType === ELEMENT; at = at.parentNode) {
    const value = at.style?.getPropertyValue(name) || at.getAttribute(name);
    if (value && value !== "inherit") return value;
  }
  return "";
}

function fontSize(node: Node | null): number {
  const match = /([\d.]+)(px|em|%)?/.exec(styleOf(node, "font-size"));
  if (match === null) return 12;
  const size = Number(match[1]);
  if (match[2] === "em") return fontSize(node?.parentNode ?? null) * size;
  return match[2] === "%" ? fontSize(node?.parentNode ?? null) * size / 100 : size;
}

function lengthOf(value: string | null, size: number): number | null {
  const match = /^(-?[\d.]+)(em)?/.exec(value?.trim() ?? "");
  if (match === null) return null;
  return Number(match[1]) * (match[2] === "em" ? size : 1);
}

/** The box of a `text` or `tspan`. */
export function textBox(element: Node, measure: MeasureText): Box {
  const anchor = styleOf(element, "text-anchor") || "start";
  let box: Box | null = null;
  let [lineX, y] = [0, 0];
  let pieces: { width: number; ascent: number; descent: number; y: number }[] = [];
  const flush = () => {
    const width = pieces.reduce((sum, piece) => sum + piece.width, 0);
    let x = lineX - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
    for (const piece of pieces) {
      box = union(box, {
        x0: x,
        x1: x + piece.width,
        y0: piece.y - piece.ascent,
        y1: piece.y + piece.descent,
      });
      x += piece.width;
    }
    pieces = [];
  };
  const walk = (node: Node) => {
    if (node.nodeType === TEXT) {
      const text = (node.data ?? "").replaceAll("\u200b", "");
      const bold = /^(bold|[6-9]00)$/.test(styleOf(node.parentNode, "font-weight"));
      if (text !== "") pieces.push({ ...measure(text, fontSize(node.parentNode), bold), y });
      return;
    }
    if (node.nodeType !== ELEMENT) return;
    const size = fontSize(node);
    const own = (name: string) => lengthOf(node.getAttribute(name), size);
    const [x, ownY, dx, dy] = [own("x"), own("y"), own("dx"), own("dy")];
    if (x !== null) {
      flush();
      lineX = x;
    }
    if (ownY !== null) y = ownY;
    if (dx !== null && pieces.length === 0) lineX += dx;
    if (dy !== null) y += dy;
    for (const child of node.childNodes) walk(child);
  };
  walk(element);
  flush();
  return box ?? { x0: lineX, y0: y, x1: lineX, y1: y };
}

/** The box of an element in its own coordinates; null where it draws nothing. */
export function boxOf(element: Node, measure: MeasureText): Box | null {
  const value = (name: string) => parseFloat(element.getAttribute(name) ?? "") || 0;
  if (styleOf(element, "display") === "none") return null;
  switch (element.localName?.toLowerCase()) {
    case "text":
    case "tspan":
      return textBox(element, measure);
    case "rect":
    case "image":
      return {
        x0: value("x"),
        y0: value("y"),
        x1: value("x") + value("width"),
        y1: value("y") + value("height"),
      };
    case "circle":
      return {
        x0: value("cx") - value("r"),
        y0: value("cy") - value("r"),
        x1: value("cx") + value("r"),
        y1: value("cy") + value("r"),
      };
    case "line":
      return {
        x0: Math.min(value("x1"), value("x2")),
        y0: Math.min(value("y1"), value("y2")),
        x1: Math.max(value("x1"), value("x2")),
        y1: Math.max(value("y1"), value("y2")),
      };
    case "path":
      return pathBox(element.getAttribute("d"));
    case "defs":
    case "clippath":
    case "style":
      return null;
  }
  let box: Box | null = null;
  for (const child of element.childNodes) {
    if (child.nodeType !== ELEMENT) continue;
    box = union(box, moved(boxOf(child, measure), matrixOf(child.getAttribute("transform"))));
  }
  return box;
}
