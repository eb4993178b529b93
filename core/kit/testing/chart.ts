import type { Chart, ColumnType, Encoding, RenderInput, Value } from "../../contract/mod.ts";

/** Builds the input of a renderer from typed columns, rows and channels. */
export function renderInput(
  type: string,
  columns: Record<string, ColumnType>,
  rows: Value[][],
  channels: Record<string, Partial<Encoding["x"]> & { column: string }>,
  chart: Partial<Chart> = {},
): RenderInput {
  const encoding: Encoding = Object.fromEntries(
    Object.entries(channels).map(([channel, part]) => [
      channel,
      { type: columns[part.column] ?? "text", title: part.column, ...part },
    ]),
  );
  return {
    chart: { type, title: "A chart", encoding, ...chart },
    encoding,
    table: {
      columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
      rows,
      rowCount: rows.length,
      truncated: false,
    },
    theme: { mode: "light", font: "sans-serif", colors: ["#3366cc", "#e07b00", "#1b9e77"] },
  };
}
