import { useSignal } from "@preact/signals";
import type { Dataset, Table } from "nexus";
import { type Problem, problemOf } from "../api/http.ts";
import { fetchRejects } from "../api/resources.ts";
import { countOf } from "../models/format.ts";
import { DataTable } from "./data_table.tsx";
import { ProblemNote } from "./problem_note.tsx";

/** The cells that did not fit, with what the file says there; fetched when they are wanted. */
export function Rejects(props: { dataset: Dataset }) {
  const { dataset } = props;
  const table = useSignal<Table | null>(null);
  const problem = useSignal<Problem | null>(null);
  const count = dataset.columns.reduce((sum, column) => sum + column.rejected, 0);
  if (count === 0) return null;

  async function load() {
    if (table.value) return;
    problem.value = null;
    try {
      const rejects = await fetchRejects(dataset.id);
      table.value = {
        columns: [
          { name: "row", type: "integer" },
          { name: "column", type: "text" },
          { name: "text in the file", type: "text" },
        ],
        rows: rejects.map(({ row, column, text }) => [row, column, text]),
        rowCount: count,
        truncated: rejects.length < count,
      };
    } catch (error) {
      problem.value = problemOf(error);
    }
  }
  return (
    <details class="choices" onToggle={(event) => event.currentTarget.open && load()}>
      <summary>{countOf(count, "cell")} that did not fit</summary>
      {problem.value && <ProblemNote problem={problem.value} onRetry={load} />}
      {table.value && (
        <DataTable table={table.value} caption={`Cells of ${dataset.name} that did not fit`} rowNumbers />
      )}
      {table.value?.truncated && <p class="faint">The first {table.value.rows.length} are kept.</p>}
    </details>
  );
}
