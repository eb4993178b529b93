import type { Dataset } from "nexus";
import { formatNumber, formatShare, formatValue, isNumeric } from "../models/format.ts";

type Column = Dataset["columns"][number];

const MOST_BARS = 5;
/** Below this share of the rows the most frequent number or date says nothing. */
const TELLING_SHARE = 0.05;

/** How the most frequent values of a column are spread; other values as the rest. */
export function ColumnBars(props: { column: Column; rows: number }) {
  const { column, rows } = props;
  const shown = column.top.slice(0, MOST_BARS);
  if (shown.length === 0 || rows === 0) return null;
  const largest = shown[0]?.count ?? 1;
  if (largest === 1 && column.distinct > MOST_BARS) {
    return <p class="column-note">Every value is different</p>;
  }
  if (column.type !== "text" && column.type !== "boolean" && largest / rows < TELLING_SHARE) {
    return isNumeric(column.type) ? <MeanStrip column={column} /> : null;
  }
  return (
    <ul class="bars">
      {shown.map(({ value, count }) => (
        <li key={String(value)}>
          <span class="bar-name" title={String(value)}>{formatValue(value, column.type, column.name)}</span>
          <span class="bar-track" aria-hidden="true">
            <span class="bar-fill" style={{ width: `${Math.max(2, 100 * count / largest)}%` }} />
          </span>
          <span class="bar-share">
            {count / rows < 0.01 ? `${formatNumber(count)} ×` : formatShare(count / rows)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Where the mean lies between the smallest and the largest value. */
function MeanStrip({ column }: { column: Column }) {
  const [low, high] = [Number(column.min), Number(column.max)];
  if (column.mean === null || !(high > low)) return null;
  return (
    <div
      class="strip"
      role="img"
      aria-label={`The mean lies ${
        formatShare((column.mean - low) / (high - low))
      } of the way from smallest to largest`}
    >
      <span class="strip-mean" style={{ left: `${100 * (column.mean - low) / (high - low)}%` }} />
      <span class="strip-end">{formatNumber(low)}</span>
      <span class="strip-end">{formatNumber(high)}</span>
    </div>
  );
}
