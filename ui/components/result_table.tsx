import { useSignal } from "@preact/signals";
import type { Table } from "nexus";
import { problemOf } from "../api/http.ts";
import { missingRows } from "../models/answer_shape.ts";
import { countOf, formatNumber, tableText } from "../models/format.ts";
import { nextSorting, type Sorting } from "../models/sorting.ts";
import { csvName, csvText, wholeTable } from "../models/table_csv.ts";
import { CopyButton } from "./copy_button.tsx";
import { DataTable } from "./data_table.tsx";
import { Icon } from "./icon.tsx";
import { saveFile } from "./save_file.ts";

interface ResultTableProps {
  table: Table;
  question: string;
  selected: number | null;
  /** Shows the rows behind a row, where they can be told. */
  onSelect?: ((row: number) => void) | undefined;
  /** Fetches the rows that did not come with the answer. */
  onMore?: (() => void) | undefined;
  /** Gives rows that did not come with the answer, for a file. */
  fetchPage?: ((page: { offset: number; limit: number }) => Promise<Table>) | undefined;
}

/** The result as a table: sortable on the page, each row opens its sources. */
export function ResultTable(props: ResultTableProps) {
  const { table } = props;
  const sorting = useSignal<Sorting | null>(null);
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const missing = missingRows(table);

  async function save() {
    if (busy.value) return;
    busy.value = true;
    problem.value = null;
    try {
      const whole = props.fetchPage ? await wholeTable(table, props.fetchPage) : table;
      const text = csvText(whole.columns, whole.rows);
      saveFile(new Blob([text], { type: "text/csv;charset=utf-8" }), csvName(props.question));
      if (whole.truncated) {
        problem.value = `The file has the first ${formatNumber(whole.rows.length)} rows of ${
          formatNumber(table.rowCount)
        }`;
      }
    } catch (error) {
      problem.value = problemOf(error).message;
    } finally {
      busy.value = false;
    }
  }
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
        {problem.value && <p class="actions-problem" role="alert">{problem.value}</p>}
        <button
          type="button"
          class="button button-small button-quiet"
          title="The table as a CSV file"
          aria-busy={busy.value}
          onClick={save}
        >
          {busy.value ? <span class="spinner" aria-hidden="true" /> : <Icon name="download" />} CSV
        </button>
        <CopyButton label="Copy table" quiet text={() => tableText(table.columns, table.rows)} />
      </div>
    </section>
  );
}
