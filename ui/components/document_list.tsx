import { countOf } from "../models/format.ts";
import { addresses } from "../models/router.ts";
import { useApp } from "./app_context.ts";
import { Icon } from "./icon.tsx";

/** The documents that are here; the ticked ones are searched for the next question. */
export function DocumentList() {
  const { documents, router } = useApp();
  const route = router.route.value;
  const chosen = new Set(documents.chosen.value.map(({ id }) => id));
  if (documents.list.value.length === 0) return null;
  return (
    <ul class="datasets documents" aria-label="Documents">
      {documents.list.value.map((document) => (
        <li key={document.id} class={`dataset ${chosen.has(document.id) ? "dataset-chosen" : ""}`}>
          <input
            type="checkbox"
            checked={chosen.has(document.id)}
            aria-label={`Search ${document.name}`}
            onChange={() =>
              documents.toggle(document.id)}
          />
          <a
            href={addresses.document(document.id)}
            title={document.title}
            aria-current={route.page === "document" && route.id === document.id ? "page" : undefined}
          >
            <span class="dataset-name">{document.name}</span>
            <span class="dataset-size">
              <Icon name="document" size={13} />
              {document.parts ? countOf(document.characters, "character") : countOf(document.pages, "page")}
              {document.notes.some(({ level }) =>
                level === "warning"
              ) && (
                <span class="dataset-warned" title="Has warnings">
                  <Icon name="warning" size={13} />
                </span>
              )}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
