/**
 * Charts as pictures, from the same figures that the page shows.
 *
 * @module
 */
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import wasm from "@resvg/resvg-wasm/index_bg.wasm" with { type: "bytes" };
import type { Answer, Figure } from "nexus";
import type { FontFiles } from "../fonts.ts";
import type { MeasureText } from "./layout.ts";
import { Plotter } from "./plotly.ts";
import { openWindow } from "./window.ts";

/** A chart that was drawn, with its text for those who do not see it; or why it was not. */
export interface Drawn {
  picture: { rgb: Uint8Array; width: number; height: number } | null;
  note: string;
}

type Visual = NonNullable<Answer["visual"]>;

const WIDTH = 800;
/** The tallest picture that stands on one sheet with its text. */
const HEIGHT = { least: 240, usual: 420, most: 1080 };
/** Pixels for each unit of a figure: about 240 for an inch of paper. */
const SCALE = 2;
/** More marks than this take longer than a reader waits. */
const MAX_MARKS = 30_000;
/** Kinds of traces that can be drawn without a browser. */
const TRACES = new Set(["bar", "scatter", "pie", "box", "violin", "histogram"]);

let loading: Promise<unknown> | undefined;

/** Draws the charts of one report; Plotly is loaded by the first. */
export class Draughtsman {
  readonly #fonts: FontFiles;
  readonly #missing: Set<string>;
  #plotter: Plotter | undefined;

  /** `missing` is told what characters no font has. */
  constructor(fonts: FontFiles, missing: Set<string>) {
    this.#fonts = fonts;
    this.#missing = missing;
  }

  /** Never throws: a chart that cannot be drawn says so. */
  async draw({ figure, chart }: Visual): Promise<Drawn> {
    const obstacle = obstacleOf(figure);
    if (obstacle !== null) return refusal(chart, obstacle);
    try {
      return { picture: await this.#picture(figure), note: altOf(figure) ?? chart.title };
    } catch (error) {
      return refusal(chart, `it failed: ${String((error as Error).message ?? error).slice(0, 200)}`);
    }
  }

  async #picture(figure: Figure): Promise<NonNullable<Drawn["picture"]>> {
    this.#plotter ??= new Plotter(openWindow(this.#measure));
    const asked = Number(figure.layout.height);
    const height = Math.round(
      Math.min(
        HEIGHT.most,
        Math.max(HEIGHT.least, Number.isFinite(asked) && asked > 0 ? asked : HEIGHT.usual),
      ),
    );
    const shown = this.#visible(figure) as Figure;
    const data = shown.data.map((trace) =>
      trace.type === "scattergl" ? { ...trace, type: "scatter" } : trace
    );
    const layout = { ...shown.layout, paper_bgcolor: "#ffffff", plot_bgcolor: "#ffffff" };
    const svg = await this.#plotter.svg({ data, layout }, { width: WIDTH, height });
    await (loading ??= initWasm(wasm));
    const { regular, strong, more } = this.#fonts;
    const renderer = new Resvg(forResvg(svg), {
      fitTo: { mode: "zoom", value: SCALE },
      background: "white",
      font: {
        fontBuffers: [regular.bytes, strong.bytes, more.bytes],
        defaultFontFamily: "Noto Sans",
        sansSerifFamily: "Noto Sans",
      },
    });
    try {
      const image = renderer.render();
      const picture = { rgb: rgbOf(image.pixels), width: image.width, height: image.height };
      image.free();
      return picture;
    } finally {
      renderer.free();
    }
  }

  readonly #measure: MeasureText = (text, size, bold) => {
    const main = bold ? this.#fonts.strong : this.#fonts.regular;
    let width = 0;
    for (const character of text) {
      const codePoint = character.codePointAt(0)!;
      width += main.advance(codePoint) ?? this.#fonts.more.advance(codePoint) ?? 0.6;
    }
    const { ascent, descent } = main.extent;
    return { width: width * size, ascent: Math.round(ascent * size), descent: Math.round(descent * size) };
  };

  /** The same figure with a box for each character that no font has. */
  #visible(value: unknown): unknown {
    if (typeof value === "string") {
      return value.toWellFormed().replace(/[^ -~]/gu, (character) => {
        if (/\s/.test(character)) return " ";
        if (/\p{Cc}/u.test(character)) return "\ufffd";
        if (/\p{Default_Ignorable_Code_Point}/u.test(character)) return "";
        const codePoint = character.codePointAt(0)!;
        if ((this.#fonts.regular.advance(codePoint) ?? this.#fonts.more.advance(codePoint)) !== null) {
          return character;
        }
        this.#missing.add(character);
        return "\u25a1";
      });
    }
    if (Array.isArray(value)) return value.map((item) => this.#visible(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#visible(item)]));
  }
}

function refusal(chart: Visual["chart"], why: string): Drawn {
  const note =
    `The ${chart.type} chart “${chart.title}” could not be drawn on paper: ${why}. It can be seen in Nexus.`;
  return { picture: null, note };
}

/** Why a figure is not even tried; null where it is. */
function obstacleOf({ data }: Figure): string | null {
  const strange = data.map(({ type }) => String(type ?? "scatter").replace(/^scattergl$/, "scatter"))
    .find((type) => !TRACES.has(type));
  if (strange !== undefined) return `marks of the kind “${strange}” need a browser`;
  const marks = data.reduce((sum, trace) =>
    sum + Math.max(
      0,
      ...["x", "y", "values"].map((name) => Array.isArray(trace[name]) ? trace[name].length : 0),
    ), 0);
  return marks > MAX_MARKS ? `it has ${marks.toLocaleString("en-US")} marks` : null;
}

/** Writes what resvg does not read as browsers do in the way that it does. */
function forResvg(svg: string): string {
  return svg.replace(/url\('(#[^']+)'\)/g, "url($1)")
    .replaceAll("image-rendering: pixelated", "image-rendering: optimizeSpeed")
    // It stops at a declaration without a value, and what follows is black.
    .replace(
      / style="([^"]*)"/g,
      (_, style: string) => ` style="${style.split(";").filter((part) => !/:\s*$/.test(part)).join(";")}"`,
    );
}

/** Drops the opacity: the picture has a white ground. */
function rgbOf(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(rgba.length / 4 * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    rgb[to++] = rgba[from]!;
    rgb[to++] = rgba[from + 1]!;
    rgb[to++] = rgba[from + 2]!;
  }
  return rgb;
}

function altOf({ layout }: Figure): string | undefined {
  const { meta } = layout;
  if (typeof meta !== "object" || meta === null || Array.isArray(meta)) return undefined;
  return typeof meta.alt === "string" ? meta.alt : undefined;
}
