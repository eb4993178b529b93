import type { Value } from "nexus";
import { isNumeric } from "../models/format.ts";
import type { DataTableProps } from "./data_table.tsx";

interface TableRowProps extends DataTableProps {
  position: number;
  formats: ((value: Value) => string)[];
}

/** One row of a table. What is shown shorter than it is stands in full in its title. */
export function TableRow(props: TableRowProps) {
  const { table, position, onSelect } = props;
  const selected = props.selected === position;
  return (
    <tr
      class={`${selected ? "row-selected" : ""} ${onSelect ? "row-clickable" : ""}`}
      onClick={onSelect ? () => onSelect(position) : undefined}
    >
      {table.columns.map((column, index) => {
        const value = table.rows[position]?.[index] ?? null;
        const isRowNumber = props.rowNumbers && index === 0;
        const shown = props.formats[index]?.(value) ?? "";
        const align = isNumeric(column.type) && !isRowNumber ? "cell-number" : "";
        const style = value === null ? "cell-missing" : isRowNumber ? "cell-row" : "";
        return (
          <td key={index} class={`${align} ${style}`} title={value === null ? "missing" : String(value)}>
            {shown}
          </td>
        );
      })}
      {onSelect && (
        <td class="cell-action">
          <button
            type="button"
            class="row-button"
            aria-pressed={selected}
            onClick={(event) => {
              event.stopPropagation();
              onSelect(position);
            }}
          >
            <span class="visually-hidden">{props.selectLabel ?? "Select"}: row {position + 1}</span>
            <span aria-hidden="true">›</span>
          </button>
        </td>
      )}
    </tr>
  );
}
