import { useSignal } from "@preact/signals";
import type { Figure } from "nexus";
import { useEffect, useRef } from "preact/hooks";
import type { PlotElement } from "../chart/plotly.ts";
import { rowOfPoint } from "../models/chart_point.ts";
import { heightOf, themedFigure } from "../models/chart_theme.ts";
import { whenNear } from "./when_near.ts";

interface ChartPanelProps {
  figure: Figure;
  title: string;
  mode: "light" | "dark";
  /** Number of rows of the result that the chart shows. */
  rows: number;
  onRow: (row: number) => void;
}

const STANDARD_HEIGHT = 400;
const CONFIG = { displaylogo: false, responsive: false, displayModeBar: false, doubleClick: "reset" };

/** The chart, drawn when it comes near the view. Its place is kept while the chart library loads, which happens with the first chart only. */
export function ChartPanel(props: ChartPanelProps) {
  const element = useRef<HTMLDivElement>(null);
  const state = useSignal<"loading" | "shown" | "failed">("loading");
  const onRow = useRef(props.onRow);
  onRow.current = props.onRow;
  const { figure, mode, rows } = props;

  useEffect(() => {
    let stopped = false;
    let stop = whenNear(element.current!, () => {
      draw(element.current!, figure, mode, (point) => {
        const row = rowOfPoint(point, rows);
        if (row !== null) onRow.current(row);
      }).then((end) => {
        if (stopped) return end();
        stop = end;
        state.value = "shown";
      }, () => {
        if (!stopped) state.value = "failed";
      });
    });
    return () => {
      stopped = true;
      stop();
    };
  }, [figure, mode, rows]);

  const alt = (figure.layout.meta as { alt?: string } | undefined)?.alt ?? `Chart: ${props.title}`;
  return (
    <figure class="chart" style={{ height: `${heightOf(figure, STANDARD_HEIGHT)}px` }}>
      <div class={`chart-plot ${state.value === "shown" ? "chart-shown" : ""}`} role="img" aria-label={alt}>
        {/* Plotly sets classes on its element: ours must not overwrite them. */}
        <div ref={element} />
      </div>
      {state.value === "loading" && <Wait />}
      {state.value === "failed" && (
        <p class="chart-wait">The chart could not be drawn. The table below has all its values.</p>
      )}
    </figure>
  );
}

/** The place of a chart that may still come. */
export function ChartPlace() {
  return (
    <div class="chart" style={{ height: `${STANDARD_HEIGHT}px` }}>
      <Wait />
    </div>
  );
}

function Wait() {
  return (
    <div class="chart-wait" aria-hidden="true">
      <span class="spinner" />
    </div>
  );
}

async function draw(
  element: PlotElement,
  figure: Figure,
  mode: "light" | "dark",
  onPoint: (point: { customdata?: unknown }) => void,
): Promise<() => void> {
  const { plotly } = await import("../chart/plotly.ts");
  const font = getComputedStyle(document.body).fontFamily;
  const themed = themedFigure(figure, mode, font);
  await plotly.react(element, structuredClone(themed.data), structuredClone(themed.layout), CONFIG);
  element.removeAllListeners?.("plotly_click");
  element.on?.("plotly_click", (event) => event.points[0] && onPoint(event.points[0]));
  const observer = new ResizeObserver(() => {
    if (element.isConnected && element.clientWidth > 0) plotly.Plots.resize(element);
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    if (!element.isConnected) plotly.purge(element);
  };
}
