import { countOf } from "../models/format.ts";
import { useApp } from "./app_context.ts";
import { ConfirmButton } from "./confirm_button.tsx";
import { Icon } from "./icon.tsx";
import { ImportNotes } from "./import_notes.tsx";

/** The documents that are here; the ticked ones are searched for the next question. */
export function DocumentList() {
  const { documents, announce } = useApp();
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
          <details class="document">
            <summary>
              <span class="dataset-name" title={document.file}>{document.name}</span>
              <span class="dataset-size">
                {countOf(document.pages, "page")}
                {document.notes.some(({ level }) =>
                  level === "warning"
                ) && (
                  <span class="dataset-warned" title="Has warnings">
                    <Icon name="warning" size={13} />
                  </span>
                )}
              </span>
            </summary>
            {document.title !== document.name && <p>{document.title}</p>}
            <ImportNotes notes={document.notes} />
            <ConfirmButton
              label="Remove"
              question={`Remove ${document.name}?`}
              confirm="Remove"
              onConfirm={() =>
                documents.remove(document.id).catch((error) => announce(String(error.message)))}
            />
          </details>
        </li>
      ))}
    </ul>
  );
}
