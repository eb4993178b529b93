import { addresses } from "../models/router.ts";
import { countOf } from "../models/format.ts";
import { useApp } from "./app_context.ts";
import { Icon } from "./icon.tsx";

/** The datasets that are here; the ticked ones are what the next question is about. */
export function DatasetList() {
  const { datasets, documents, router } = useApp();
  const route = router.route.value;
  const list = datasets.list.value;
  if (list === null) return <div class="side-wait" aria-hidden="true" />;
  if (list.length === 0) {
    return documents.list.value.length > 0 ? null : (
      <p class="side-empty">
        No data yet. Drop an Excel, CSV, Parquet, JSON, Word, PDF or text file anywhere.
      </p>
    );
  }
  return (
    <ul class="datasets">
      {list.map((dataset) => {
        const chosen = datasets.chosenIds.value.includes(dataset.id);
        const warned = dataset.notes.some((note) => note.level === "warning");
        const open = route.page === "dataset" && route.id === dataset.id;
        return (
          <li key={dataset.id} class={`dataset ${chosen ? "dataset-chosen" : ""}`}>
            <input
              type="checkbox"
              id={`use-${dataset.id}`}
              checked={chosen}
              aria-label={`Ask about ${dataset.name}`}
              onChange={(event) => {
                datasets.toggle(dataset.id);
                // The last one stays chosen.
                event.currentTarget.checked = datasets.chosenIds.value.includes(dataset.id);
              }}
            />
            <a href={addresses.dataset(dataset.id)} aria-current={open ? "page" : undefined}>
              <span class="dataset-name">{dataset.name}</span>
              <span class="dataset-size">
                {countOf(dataset.rows, "row")}, {countOf(dataset.columns.length, "column")}
                {warned && (
                  <span class="dataset-warned" title="Has warnings">
                    <Icon name="warning" size={13} />
                  </span>
                )}
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
