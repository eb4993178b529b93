/**
 * My plugin: one dot for each row.
 *
 * @module
 */
import { defineViz } from "nexus";
import {
  axisTitle,
  checkSize,
  colorOf,
  type Drawing,
  escapeLabel,
  frame,
  measured,
  numberLabel,
  valueAxis,
} from "nexus/chart";

const DRAWING: Drawing = { name: "dot plot", needs: "x (a number)" };

export default defineViz({
  // The same input must give the same figure, and text of the table is escaped: Plotly takes some of it for HTML.
  render(input) {
    checkSize(input, DRAWING, { maxRows: 5000, hint: "Group the rows first." });
    const x = measured(input, "x", DRAWING);
    const hover = x.values.map((value) => `${x.encoding.title}: ${numberLabel(value, x.encoding.unit)}`);
    return {
      data: [{
        type: "scatter",
        mode: "markers",
        x: x.numbers,
        y: x.numbers.map(() => 0),
        hovertext: hover.map(escapeLabel),
        hoverinfo: "text",
        marker: { color: colorOf(input, 0) },
      }],
      layout: {
        ...frame(input, { notes: [], alt: `Dot plot: ${input.chart.title}.`, legend: undefined }),
        xaxis: valueAxis(x, input),
        yaxis: { visible: false, title: axisTitle("", input) },
      },
    };
  },
});
