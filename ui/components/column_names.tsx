import type { Dataset } from "nexus";
import { TYPE_WORDS } from "../models/format.ts";

/** The columns that can be asked about; a click puts the name into the question. */
export function ColumnNames(props: { datasets: Dataset[]; onChoose: (name: string) => void }) {
  const columns = props.datasets.flatMap((dataset) => dataset.columns);
  if (columns.length === 0) return null;
  return (
    <div class="names">
      <p>Columns</p>
      <ul>
        {columns.slice(0, MOST).map((column, index) => (
          <li key={index}>
            <button type="button" title={TYPE_WORDS[column.type]} onClick={() => props.onChoose(column.name)}>
              {column.name}
            </button>
          </li>
        ))}
        {columns.length > MOST && <li class="faint">and {columns.length - MOST} more</li>}
      </ul>
    </div>
  );
}

const MOST = 40;
