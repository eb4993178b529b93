/**
 * Plotly with the traces that charts here use. This module is a chunk of its own (0.5 MB gzipped) that the page
 * loads when the first chart is shown.
 *
 * @module
 */
import core from "plotly.js/lib/core";
import bar from "plotly.js/lib/bar";
import box from "plotly.js/lib/box";
import heatmap from "plotly.js/lib/heatmap";
import histogram from "plotly.js/lib/histogram";
import pie from "plotly.js/lib/pie";
import violin from "plotly.js/lib/violin";
import type { Figure } from "nexus";
import type { ClickedPoint } from "../models/chart_point.ts";

/** The calls of Plotly that the page makes. */
export interface PlotlyCalls {
  react(
    element: HTMLElement,
    data: Figure["data"],
    layout: Figure["layout"],
    config: object,
  ): Promise<unknown>;
  purge(element: HTMLElement): void;
  toImage(figure: Figure, options: object): Promise<string>;
  Plots: { resize(element: HTMLElement): void };
  register(modules: unknown[]): void;
}

/** The element that holds a chart. */
export interface PlotElement extends HTMLElement {
  on?(event: "plotly_click", handler: (event: { points: ClickedPoint[] }) => void): void;
  removeAllListeners?(event: "plotly_click"): void;
}

export const plotly = core as unknown as PlotlyCalls;
plotly.register([bar, box, heatmap, histogram, pie, violin]);
