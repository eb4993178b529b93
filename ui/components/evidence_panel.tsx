import type { Table } from "nexus";
import { EVIDENCE_PAGE, type EvidenceView } from "../models/evidence_view.ts";
import { formatValue } from "../models/format.ts";
import { DataTable } from "./data_table.tsx";
import { Pager } from "./pager.tsx";
import { ProblemNote } from "./problem_note.tsx";

/** The source rows behind an answer or behind one row of it. */
export function EvidencePanel(
  props: { view: EvidenceView; result: Table | null; nameOf: (dataset: string) => string },
) {
  const { view, result } = props;
  const { row, parts, problem, offset, loading } = view;
  return (
    <div class="evidence">
      {row.value !== null && result && (
        <p class="evidence-row">
          Behind <strong>{describeRow(result, row.value)}</strong>
          {result.rows.length > 1 && (
            <button type="button" class="link" onClick={() => view.show(null)}>Show all rows</button>
          )}
        </p>
      )}
      {problem.value && <ProblemNote problem={problem.value} onRetry={() => view.load(offset.value)} />}
      {!parts.value && loading.value && <p class="faint" role="status">Looking up the source rows …</p>}
      {parts.value?.length === 0 && <p class="faint">No source rows stand behind this result.</p>}
      {parts.value?.map((part, index) => (
        <section key={index} aria-label={`Rows of ${props.nameOf(part.dataset)}`}>
          <p class="evidence-what">
            <strong>{props.nameOf(part.dataset)}</strong>: {part.description}
            {part.sheet !== undefined && `, numbered as on sheet “${part.sheet}”`}
          </p>
          <DataTable table={part.table} caption={`Source rows of ${props.nameOf(part.dataset)}`} rowNumbers />
        </section>
      ))}
      {parts.value && parts.value.length > 0 && (
        <Pager
          offset={offset.value}
          limit={EVIDENCE_PAGE}
          total={Math.max(...parts.value.map((part) => part.table.rowCount))}
          what="source row"
          onPage={(next) => view.load(next)}
        />
      )}
    </div>
  );
}

function describeRow(table: Table, row: number): string {
  const cells = table.rows[row] ?? [];
  return table.columns.slice(0, 3).map((column, index) =>
    `${column.name} ${formatValue(cells[index] ?? null, column.type, column.name)}`
  ).join(", ");
}
