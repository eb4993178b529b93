import type { Figure } from "nexus";
import { heightOf, printedFigure } from "../models/chart_theme.ts";

const WIDTH = 960;
const HEIGHT = 480;

/** A chart as a PNG of twice the resolution, drawn for paper. */
export async function chartImage(figure: Figure): Promise<Blob> {
  const { plotly } = await import("./plotly.ts");
  const printed = structuredClone(printedFigure(figure, getComputedStyle(document.body).fontFamily));
  const address = await plotly.toImage(printed, {
    format: "png",
    width: WIDTH,
    height: heightOf(figure, HEIGHT),
    scale: 2,
    imageDataOnly: true,
  });
  const bytes = Uint8Array.from(atob(address), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type: "image/png" });
}
