import { useSignal } from "@preact/signals";
import type { Table } from "nexus";
import { missingRows } from "../models/answer_shape.ts";
import { countOf, formatNumber, tableText } from "../models/format.ts";
import { nextSorting, type Sorting } from "../models/sorting.ts";
import { CopyButton } from "./copy_button.tsx";
import { DataTable } from "./data_table.tsx";

interface ResultTableProps {
  table: Table;
  question: string;
  selected: number | null;
  /** Shows the rows behind a row, where they can be told. */
  onSelect?: ((row: number) => void) | undefined;
  /** Fetches the rows that did not come with the answer. */
  onMore?: (() => void) | undefined;
}

/** The result as a table: sortable on the page, each row opens its sources. */
export function ResultTable(props: ResultTableProps) {
  const { table } = props;
  const sorting = useSignal<Sorting | null>(null);
  const missing = missingRows(table);
  return (
    <section class="result">
      <DataTable
        table={table}
        caption={`Result of ${props.question}`}
        sorting={sorting.value}
        onSort={(column) => {
          const type = table.columns[column]?.type ?? "text";
          sorting.value = nextSorting(sorting.value, column, type);
        }}
        selected={props.selected}
        {...(props.onSelect && { onSelect: props.onSelect, selectLabel: "Show the rows behind it" })}
      />
      <div class="result-foot">
        <p>
          {missing > 0
            ? `First ${formatNumber(table.rows.length)} of ${countOf(table.rowCount, "row")}`
            : countOf(table.rowCount, "row")}
          {props.onSelect && (
            <span class="faint result-hint">· click a row to see what it was computed from</span>
          )}
        </p>
        {missing > 0 && props.onMore && (
          <button type="button" class="button button-small" onClick={props.onMore}>Show more rows</button>
        )}
        <CopyButton label="Copy table" quiet text={() => tableText(table.columns, table.rows)} />
      </div>
    </section>
  );
}
