/** A point of a chart that was clicked, as Plotly describes it. */
export interface ClickedPoint {
  pointNumber?: number;
  customdata?: unknown;
}

/**
 * The row of the result that a point stands for. Renderers put the row's position in `customdata`; for points that stand for
 * many rows (a histogram's bar) there is none.
 */
export function rowOfPoint(point: ClickedPoint, rows: number): number | null {
  const value = Array.isArray(point.customdata) ? point.customdata[0] : point.customdata;
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < rows ? value : null;
}
