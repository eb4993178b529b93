"use strict";
// Draws the charts of the page from the figures beside them, in the colours of the reader's screen, and on paper in those of paper.
const dark = matchMedia("(prefers-color-scheme: dark)");
const charts = [...document.querySelectorAll(".chart")];

function figureOf(chart) {
  return JSON.parse(document.getElementById(chart.id.replace("chart", "figure")).textContent);
}

function recolor({ data, layout }) {
  const ink = { text: "#e7eaf0", muted: "#a3acba", grid: "#2d3543", axis: "#4d586b", surface: "#171c26" };
  const tint = (part, color) => ({ ...part, font: { ...part?.font, color } });
  const next = { ...tint(layout, ink.text), title: tint(layout.title, ink.text) };
  if (layout.title?.subtitle) next.title.subtitle = tint(layout.title.subtitle, ink.muted);
  if (layout.legend) next.legend = { ...layout.legend, title: tint(layout.legend.title, ink.muted) };
  next.modebar = { bgcolor: "rgba(0,0,0,0)", color: ink.axis, activecolor: ink.text };
  next.hoverlabel = { ...tint(layout.hoverlabel, ink.text), bgcolor: ink.surface, bordercolor: ink.axis };
  for (const [name, axis] of Object.entries(layout)) {
    if (!/^[xy]axis\d*$/.test(name)) continue;
    next[name] = {
      ...axis,
      title: tint(axis.title, ink.muted),
      tickfont: { ...axis.tickfont, color: ink.muted },
      gridcolor: ink.grid,
      zerolinecolor: ink.axis,
      linecolor: ink.axis,
      tickcolor: ink.axis,
      spikecolor: ink.axis,
    };
  }
  const traces = data.map((trace) => ({
    ...trace,
    ...(trace.textfont ? { textfont: { ...trace.textfont, color: ink.muted } } : {}),
    ...(trace.marker?.line
      ? { marker: { ...trace.marker, line: { ...trace.marker.line, color: ink.surface } } }
      : {}),
  }));
  return { data: traces, layout: next };
}

function draw(chart, isDark) {
  const figure = isDark ? recolor(figureOf(chart)) : figureOf(chart);
  chart.style.height = `${chart.dataset.height}px`;
  return Plotly.react(chart, figure.data, { ...figure.layout, autosize: true }, {
    responsive: true,
    displaylogo: false,
    modeBarButtons: [["toImage", "zoom2d", "pan2d", "resetScale2d"]],
  });
}

function drawAll(isDark) {
  for (const chart of charts) draw(chart, isDark);
}

drawAll(dark.matches);
dark.addEventListener("change", () => drawAll(dark.matches));
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  drawAll(false);
  for (const chart of charts) Plotly.Plots.resize(chart);
});
addEventListener("afterprint", () => drawAll(dark.matches));
