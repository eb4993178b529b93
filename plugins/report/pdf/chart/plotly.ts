/**
 * Plotly without a browser.
 *
 * @module
 */
import source from "plotly.js/dist/plotly-cartesian.min.js" with { type: "text" };
import type { Figure } from "nexus";
import type { Window } from "./window.ts";

interface Plotly {
  newPlot(element: unknown, data: unknown, layout: unknown, config: object): Promise<unknown>;
  toImage(element: unknown, options: object): Promise<string>;
  purge(element: unknown): void;
}

/** What Plotly takes for globals of a browser. It is given them as parameters, so that nothing global changes. */
const GLOBALS = [
  "window",
  "self",
  "document",
  "navigator",
  "module",
  "exports",
  "define",
  "getComputedStyle",
  "globalThis",
  "XMLSerializer",
  "DOMParser",
  "Element",
  "HTMLElement",
  "SVGElement",
  "Image",
  "location",
];

/** Turns figures into SVG inside of one window. */
export class Plotter {
  readonly #window: Window;
  readonly #plotly: Plotly;

  constructor(window: Window) {
    this.#window = window;
    const module = { exports: {} as Plotly & { default?: Plotly } };
    const given: Record<string, unknown> = {
      window,
      self: window,
      globalThis: window,
      document: window.document,
      navigator: { userAgent: "Mozilla/5.0 Chrome/120", platform: "Linux", hardwareConcurrency: 1 },
      module,
      exports: module.exports,
      getComputedStyle: window.getComputedStyle,
      XMLSerializer: window.XMLSerializer,
      DOMParser: window.DOMParser,
      Element: window.Element,
      HTMLElement: window.HTMLElement,
      SVGElement: window.SVGElement,
      Image: class {},
      location: { href: "http://localhost/", protocol: "http:", pathname: "/" },
    };
    const load = new Function(...GLOBALS, source);
    load.apply(window, GLOBALS.map((name) => given[name]));
    this.#plotly = module.exports.default ?? module.exports;
  }

  /** The figure as SVG. */
  async svg({ data, layout }: Figure, size: { width: number; height: number }): Promise<string> {
    const { document } = this.#window;
    const element = document.createElement("div");
    document.body.appendChild(element);
    try {
      const config = { staticPlot: true, displayModeBar: false };
      await this.#plotly.newPlot(element, data, { ...layout, ...size, autosize: false }, config);
      return await this.#plotly.toImage(element, { format: "svg", imageDataOnly: true, ...size });
    } finally {
      this.#plotly.purge(element);
      element.remove();
    }
  }
}
