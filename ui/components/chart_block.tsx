import type { Analysis } from "../models/analysis.ts";
import type { Offer } from "../models/catalogue.ts";
import { ChartPanel } from "./chart_panel.tsx";

/** The chart with the choice of other types. */
export function ChartBlock(
  props: { analysis: Analysis; types: Offer[]; mode: "light" | "dark"; rows: number },
) {
  const { analysis, types } = props;
  const visual = analysis.visual.value;
  if (!visual) return null;
  const current = visual.chart.type;
  const known = types.some((type) => type.id === current)
    ? types
    : [{ id: current, title: current }, ...types];
  return (
    <div class="chart-block">
      {known.length > 1 && (
        <div class="segments" role="group" aria-label="Chart type">
          {known.map((type) => (
            <button
              key={type.id}
              type="button"
              aria-pressed={type.id === current}
              onClick={() => type.id !== current && analysis.changeChart(type.id)}
            >
              {type.title.replace(/ (chart|plot)$/i, "")}
            </button>
          ))}
        </div>
      )}
      {analysis.chartProblem.value && <p class="chart-problem" role="alert">{analysis.chartProblem.value}</p>}
      <ChartPanel
        figure={visual.figure}
        title={visual.chart.title}
        mode={props.mode}
        rows={props.rows}
        onRow={(row) => analysis.evidence.show(row)}
      />
    </div>
  );
}
