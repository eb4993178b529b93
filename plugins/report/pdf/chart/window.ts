/**
 * A window for Plotly where there is no browser: linkedom, and what it lacks of SVG.
 *
 * @module
 */
import { parseHTML } from "linkedom";
import { type Box, matrixOf, measurePath, moved } from "./geometry.ts";
import { boxOf, type MeasureText, type Node, styleOf, textBox } from "./layout.ts";

const SVG = "http://www.w3.org/2000/svg";
/** What every element that is not SVG measures; Plotly only asks for the one that it draws in. */
const PAGE = { x0: 0, y0: 0, x1: 1000, y1: 1000 };

// deno-lint-ignore no-explicit-any
export type Window = any;

/** Opens an empty window whose text is as wide as `measure` says. */
export function openWindow(measure: MeasureText): Window {
  const document = parseHTML("<!doctype html><html><head></head><body></body></html>");
  const window: Window = document.window ?? document;
  const svg = window.SVGElement.prototype;
  define(window.Element.prototype, "getBoundingClientRect", function (this: Node) {
    return rectangle(isSvg(this) ? placeOf(this, boxOf(this, measure)) : PAGE);
  });
  define(svg, "getBBox", function (this: Node) {
    return rectangle(boxOf(this, measure));
  });
  define(svg, "getComputedTextLength", function (this: Node) {
    const { x0, x1 } = textBox(this, measure);
    return x1 - x0;
  });
  define(svg, "getTotalLength", function (this: Node) {
    return measurePath(this.getAttribute("d")).length;
  });
  define(svg, "getPointAtLength", function (this: Node, length: number) {
    return measurePath(this.getAttribute("d")).at(length);
  });
  // The names of SVG elements are written as they are, not in capitals.
  for (const name of ["nodeName", "tagName"]) {
    Object.defineProperty(svg, name, {
      configurable: true,
      get(this: Node) {
        return this.localName;
      },
    });
  }
  window.XMLSerializer = Serializer;
  window.getComputedStyle = (element: Node) => ({
    transform: "none",
    getPropertyValue: (name: string) => styleOf(element, name),
  });
  window.matchMedia = () => ({ matches: false, addListener() {}, addEventListener() {} });
  window.requestAnimationFrame = (run: (now: number) => void) => setTimeout(() => run(performance.now()), 0);
  window.cancelAnimationFrame = clearTimeout;
  window.devicePixelRatio = 1;
  return window;
}

class Serializer {
  serializeToString(node: { toString(): string }): string {
    let text = node.toString();
    const spaces = [["xmlns", SVG], ["xmlns:xlink", "http://www.w3.org/1999/xlink"]] as const;
    for (const [name, address] of spaces) {
      const head = /^<svg[^>]*>/.exec(text)?.[0] ?? "";
      if (head !== "" && !head.includes(` ${name}=`)) {
        text = text.replace("<svg", `<svg ${name}="${address}"`);
      }
    }
    return text;
  }
}

/** A box in the coordinates of the drawing. */
function placeOf(node: Node, own: Box | null): Box | null {
  let box = own;
  for (let at: Node | null = node; at !== null && at.nodeType === 1 && isSvg(at); at = at.parentNode) {
    box = moved(box, matrixOf(at.getAttribute("transform")));
  }
  return box;
}

function define(prototype: object, name: string, value: unknown): void {
  Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
}

function isSvg(node: Node): boolean {
  return node.namespaceURI === SVG || node.ownerSVGElement != null;
}

function rectangle(box: Box | null) {
  const { x0, y0, x1, y1 } = box ?? { x0: 0, y0: 0, x1: 0, y1: 0 };
  return { x: x0, y: y0, left: x0, top: y0, right: x1, bottom: y1, width: x1 - x0, height: y1 - y0 };
}
