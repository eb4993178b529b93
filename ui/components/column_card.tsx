import type { Dataset } from "nexus";
import { countOf, formatNumber, formatShare, formatValue, isNumeric, TYPE_WORDS } from "../models/format.ts";
import { ColumnBars } from "./column_bars.tsx";

type Column = Dataset["columns"][number];

/** What is known of one column. */
export function ColumnCard(props: { column: Column; rows: number }) {
  const { column, rows } = props;
  const ranged = column.type !== "text" && column.type !== "boolean" && column.min !== null;
  return (
    <li class="column">
      <div class="column-head">
        <h3 title={column.name}>{column.name}</h3>
        <span class="type">{TYPE_WORDS[column.type]}{column.unit ? `, ${column.unit}` : ""}</span>
      </div>
      <dl class="facts">
        {ranged && <Fact name="From" value={formatValue(column.min, column.type, column.name)} />}
        {ranged && <Fact name="To" value={formatValue(column.max, column.type, column.name)} />}
        {isNumeric(column.type) && column.mean !== null && (
          <Fact name="Mean" value={formatMean(column.mean)} />
        )}
        <Fact name="Different" value={formatNumber(column.distinct)} />
        <Fact
          name="Missing"
          value={column.missing === 0
            ? "none"
            : `${formatNumber(column.missing)} · ${formatShare(column.missing / rows)}`}
          marked={column.missing > 0}
        />
      </dl>
      {column.missing > 0 && (
        <div
          class="filled"
          role="img"
          aria-label={`${formatShare(1 - column.missing / rows)} of rows have a value`}
        >
          <span style={{ width: `${100 * (1 - column.missing / rows)}%` }} />
        </div>
      )}
      {column.rejected > 0 && (
        <p class="column-rejected">
          {countOf(column.rejected, "cell")} did not fit and {column.rejected === 1 ? "is" : "are"}{" "}
          taken as missing
        </p>
      )}
      <ColumnBars column={column} rows={rows} />
    </li>
  );
}

/** Beside large numbers the digits after the point are noise. */
function formatMean(mean: number): string {
  return formatNumber(Math.abs(mean) >= 100_000 ? Math.round(mean) : mean);
}

function Fact(props: { name: string; value: string; marked?: boolean }) {
  return (
    <div class={props.marked ? "fact-marked" : ""}>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}
