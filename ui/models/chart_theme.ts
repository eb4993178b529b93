import type { Figure } from "nexus";

type Json = Figure["layout"][string];

/** Lines of axes for which the renderer chose no colour. */
const LINES = {
  light: { gridcolor: "#e7e5e0", linecolor: "#cfccc4", zerolinecolor: "#cfccc4" },
  dark: { gridcolor: "#2d2d32", linecolor: "#45454d", zerolinecolor: "#45454d" },
};

/** Colours of charts on the page come from the renderer; in the other mode they are turned over here. */
export function themedFigure(figure: Figure, mode: "light" | "dark", font: string): Figure {
  const turned = modeOf(figure) === mode
    ? figure
    : turn(figure as unknown as Json, "", mode) as unknown as Figure;
  const { width: _width, ...layout } = turned.layout;
  return {
    data: turned.data,
    layout: {
      template: { layout: { xaxis: LINES[mode], yaxis: LINES[mode] } },
      ...layout,
      autosize: true,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { ...(layout.font as Record<string, Json> | undefined), family: font },
      hoverlabel: withFont(layout.hoverlabel, font),
    },
  };
}

/** Labels that follow the mouse have a font of their own. */
function withFont(label: Json | undefined, family: string): Json {
  const own = (label ?? {}) as Record<string, Json>;
  return { ...own, font: { ...(own.font as Record<string, Json> | undefined), family } };
}

/** The figure for a file of its own: on white, whatever the page looks like. */
export function printedFigure(figure: Figure, font: string): Figure {
  const { data, layout } = themedFigure(figure, "light", font);
  return { data, layout: { ...layout, paper_bgcolor: "#ffffff", plot_bgcolor: "#ffffff" } };
}

/** Height in pixels that a figure asks for. */
export function heightOf(figure: Figure, standard: number): number {
  const { height } = figure.layout;
  return typeof height === "number" && height > 0 ? Math.min(height, 4000) : standard;
}

/** A figure with light text was drawn for a dark page. */
export function modeOf(figure: Figure): "light" | "dark" {
  const font = figure.layout.font as { color?: unknown } | undefined;
  const color = typeof font?.color === "string" ? parse(font.color) : null;
  return color && lightnessOf(color) > 0.5 ? "dark" : "light";
}

/** Goes through a figure and turns what stands under a name with `color` in it. */
function turn(value: Json, name: string, mode: "light" | "dark"): Json {
  if (typeof value === "string") {
    return /color/i.test(name) && name !== "colorscale" ? turnColor(value, mode) : value;
  }
  if (Array.isArray(value)) {
    if (!/color/i.test(name) && typeof value[0] !== "object") return value;
    return value.map((item) => turn(item, name, mode));
  }
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, turn(item, key, mode)]));
}

type Rgb = [number, number, number];

/** Greys change places, from dark to light; strong colours keep their hue and become readable on the other ground. */
export function turnColor(color: string, mode: "light" | "dark"): string {
  const rgb = parse(color);
  if (!rgb) return color;
  const [hue, saturation, lightness] = toHsl(rgb);
  if (saturation < 0.3 || lightness > 0.96 || lightness < 0.06) {
    const turned = mode === "dark" ? 0.11 + (1 - lightness) * 0.86 : 1 - (lightness - 0.11) / 0.86;
    return hsl(hue, saturation * 0.5, turned);
  }
  // Two colours of one hue stay apart: lightness is moved, not cut.
  const moved = mode === "dark" ? 0.48 + lightness * 0.45 : (lightness - 0.48) / 0.45;
  return hsl(hue, Math.min(saturation, mode === "dark" ? 0.62 : 0.85), Math.min(0.85, Math.max(0.25, moved)));
}

function parse(color: string): Rgb | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color);
  const hex = short ? `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}` : color;
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  return long ? [1, 2, 3].map((part) => parseInt(long[part] ?? "0", 16) / 255) as Rgb : null;
}

function lightnessOf(rgb: Rgb): number {
  return (Math.max(...rgb) + Math.min(...rgb)) / 2;
}

function toHsl(rgb: Rgb): [number, number, number] {
  const [red, green, blue] = rgb;
  const high = Math.max(...rgb);
  const range = high - Math.min(...rgb);
  const lightness = lightnessOf(rgb);
  if (range === 0) return [0, 0, lightness];
  const saturation = range / (1 - Math.abs(2 * lightness - 1));
  const sixth = high === red
    ? ((green - blue) / range + 6) % 6
    : high === green
    ? (blue - red) / range + 2
    : (red - green) / range + 4;
  return [sixth * 60, saturation, lightness];
}

function hsl(hue: number, saturation: number, lightness: number): string {
  const percent = (share: number) => `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%`;
  return `hsl(${Math.round(hue)}, ${percent(saturation)}, ${percent(lightness)})`;
}
