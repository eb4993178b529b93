import { useSignal } from "@preact/signals";
import type { StatisticsPart } from "nexus";
import { fetchStatistics } from "../api/resources.ts";
import { useApp } from "./app_context.ts";

const PLAN = `await query({op: "limit", input: {op: "scan", dataset: tables[0].id}, count: 10})`;

/** What a script can use, with an example of each; `stats` in full. */
export function ScriptHelp() {
  const { datasets } = useApp();
  const parts = useSignal<StatisticsPart[] | null>(null);
  const name = datasets.chosen.value[0]?.name ?? "table";
  const column = datasets.chosen.value[0]?.columns[0]?.name ?? "column";
  async function open(shown: boolean) {
    if (!shown || parts.value) return;
    // Without the list the examples still stand.
    parts.value = await fetchStatistics().catch(() => null);
  }
  return (
    <details
      class="choices script-help"
      onToggle={(event) => event.target === event.currentTarget && open(event.currentTarget.open)}
    >
      <summary>What a script can use</summary>
      <dl>
        <dt>
          <code>{`await sql('select count(*) from "${name}"')`}</code>
        </dt>
        <dd>One SELECT; gives {"{columns, rows, rowCount, truncated}"}, rows as lists of cells.</dd>
        <dt>
          <code>{`await columns("${name}", ["${column}"])`}</code>
        </dt>
        <dd>Whole columns as lists, by name.</dd>
        <dt>
          <code>{PLAN}</code>
        </dt>
        <dd>A plan, as receipts and the API write them.</dd>
        <dt>
          <code>tables</code>
        </dt>
        <dd>What is chosen: {"[{id, name, rowCount, columns: [{name, type}]}]"}.</dd>
      </dl>
      {parts.value?.map(({ title, entries }) => (
        <details key={title} class="choices">
          <summary>stats: {title.toLowerCase()}</summary>
          <dl>
            {entries.map((entry) => (
              <div key={entry.name}>
                <dt>
                  <code>stats.{entry.signature}</code>
                </dt>
                <dd>{entry.description}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </details>
  );
}
