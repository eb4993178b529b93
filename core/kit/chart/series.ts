import type { RenderInput, Table, Theme } from "../../contract/mod.ts";
import type { Bound } from "./channels.ts";
import { categoryLabel, numberLabel } from "./labels.ts";

/** The rows of each series under its label, in the order of `rows`; one series without a name where nothing splits them. */
export function seriesOf(rows: Iterable<number>, split: Bound | undefined): Map<string, number[]> {
  const series = new Map<string, number[]>();
  for (const row of rows) {
    const name = split === undefined ? "" : categoryLabel(split.values[row] ?? null, split.encoding);
    const members = series.get(name);
    if (members === undefined) series.set(name, [row]);
    else members.push(row);
  }
  return series;
}

/** The colour of a series; past the end of the palette it starts again, so tell `roundOf` apart by another mark. */
export function colorOf({ theme }: RenderInput, series: number): string {
  return theme.colors[series % paletteSize(theme)] ?? "#4269d0";
}

/** How often the palette was used up before this series. */
export function roundOf({ theme }: RenderInput, series: number): number {
  return Math.floor(series / paletteSize(theme));
}

function paletteSize({ colors }: Theme): number {
  return Math.max(1, colors.length);
}

/** The note of a table that holds only its first rows; none where it is whole. */
export function truncationNotes({ rows: { length }, rowCount, truncated }: Table, rows = "rows"): string[] {
  return truncated ? [`First ${numberLabel(length)} of ${numberLabel(rowCount)} ${rows}`] : [];
}
