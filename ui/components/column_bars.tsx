import type { Dataset } from "nexus";
import { formatShare, formatValue } from "../models/format.ts";

type Column = Dataset["columns"][number];

const MOST_BARS = 5;

/** How the most frequent values of a column are spread; other values as the rest. */
export function ColumnBars(props: { column: Column; rows: number }) {
  const { column, rows } = props;
  const shown = column.top.slice(0, MOST_BARS);
  if (shown.length === 0 || rows === 0) return null;
  const largest = shown[0]?.count ?? 1;
  if (largest === 1 && column.distinct > MOST_BARS) return <p class="faint">Every value is different</p>;
  return (
    <ul class="bars">
      {shown.map(({ value, count }) => (
        <li key={String(value)}>
          <span class="bar-name" title={String(value)}>{formatValue(value, column.type, column.name)}</span>
          <span class="bar-track" aria-hidden="true">
            <span class="bar-fill" style={{ width: `${Math.max(2, 100 * count / largest)}%` }} />
          </span>
          <span class="bar-share">{formatShare(count / rows)}</span>
        </li>
      ))}
    </ul>
  );
}
