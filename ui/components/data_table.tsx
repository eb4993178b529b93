import type { Table, Value } from "nexus";
import { useMemo } from "preact/hooks";
import { columnFormatter } from "../models/column_format.ts";
import { isNumeric, TYPE_WORDS } from "../models/format.ts";
import type { Sorting } from "../models/sorting.ts";
import { sortedPositions } from "../models/sorting.ts";
import { TableRow } from "./table_row.tsx";

export interface DataTableProps {
  table: Table;
  /** What the table holds, for those who do not see it. */
  caption: string;
  sorting?: Sorting | null;
  onSort?: (column: number) => void;
  /** Position in `table.rows` of the row that is picked out. */
  selected?: number | null;
  onSelect?: (row: number) => void;
  /** What selecting a row does. */
  selectLabel?: string;
  /** First column holds row numbers of the source. */
  rowNumbers?: boolean;
}

/** A table whose head stays in view; numbers to the right with thousands separators. */
export function DataTable(props: DataTableProps) {
  const { table, sorting = null } = props;
  const positions = useMemo(() => sortedPositions(table.rows, sorting), [table, sorting]);
  const formats = useMemo(() => formatsOf(table), [table]);
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={props.caption}>
      <table class="table">
        <caption class="visually-hidden">{props.caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <th
                key={column.name}
                scope="col"
                class={isNumeric(column.type) && !(props.rowNumbers && index === 0) ? "cell-number" : ""}
                aria-sort={sorting?.column === index
                  ? sorting.descending ? "descending" : "ascending"
                  : undefined}
                title={TYPE_WORDS[column.type]}
              >
                <HeadCell name={column.name} index={index} sorting={sorting} onSort={props.onSort} />
              </th>
            ))}
            {props.onSelect && (
              <th scope="col" class="cell-action">
                <span class="visually-hidden">Sources</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {positions.map((position) => (
            <TableRow key={position} position={position} formats={formats} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeadCell(
  props: {
    name: string;
    index: number;
    sorting: Sorting | null;
    onSort: ((column: number) => void) | undefined;
  },
) {
  const { onSort, sorting, index } = props;
  if (!onSort) return <span class="head-name">{props.name}</span>;
  const mark = sorting?.column !== index ? "" : sorting.descending ? " ↓" : " ↑";
  return (
    <button type="button" class="head-name head-sort" onClick={() => onSort(index)}>
      {props.name}
      <span class="head-mark" aria-hidden="true">{mark}</span>
    </button>
  );
}

function formatsOf(table: Table): ((value: Value) => string)[] {
  return table.columns.map((column, index) =>
    columnFormatter(table.rows.map((row) => row[index] ?? null), column.type, column.name)
  );
}
