import type { Table } from "nexus";
import type { Analysis } from "../models/analysis.ts";
import { expectsChart } from "../models/answer_shape.ts";
import { useApp } from "./app_context.ts";
import { ChartPanel, ChartPlace } from "./chart_panel.tsx";

/** The chart with the choice of other types. While one may still come its place is kept. */
export function ChartBlock(props: { analysis: Analysis; table: Table }) {
  const { analysis, table } = props;
  const { catalogue, theme } = useApp();
  const visual = analysis.visual.value;
  if (!visual) return !analysis.state.value.final && expectsChart(table) ? <ChartPlace /> : null;
  const types = catalogue.chartTypesFor(table);
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
        mode={theme.mode.value}
        rows={table.rows.length}
        onRow={(row) => analysis.state.value.answer?.plan && analysis.evidence.show(row)}
      />
    </div>
  );
}
