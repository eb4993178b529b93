import type { CodeRun } from "nexus";
import { countOf } from "../models/format.ts";
import { SourceView } from "./source_view.tsx";

const KINDS: Record<CodeRun["queries"][number]["kind"], string> = {
  plan: "query()",
  sql: "sql()",
  columns: "columns()",
};

/** What a script asked of the data, in order. */
export function ScriptQueries({ queries }: { queries: CodeRun["queries"] }) {
  return (
    <section>
      <h3>What it asked of the data</h3>
      {queries.length === 0
        ? <p class="faint">Nothing: the result does not rest on your data.</p>
        : (
          <ol class="asked">
            {queries.map(({ kind, text, rows }, index) => (
              <li key={index}>
                <p>
                  <code>{KINDS[kind]}</code> <span class="faint">gave {countOf(rows, "row")}</span>
                </p>
                {kind === "sql"
                  ? <SourceView source={text} language="sql" label={`SQL ${index + 1}`} />
                  : <p class="asked-words">{text}</p>}
              </li>
            ))}
          </ol>
        )}
    </section>
  );
}
