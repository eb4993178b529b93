import type { Dataset } from "nexus";
import { Icon } from "./icon.tsx";

/** What was decided when the file was read, warnings first. */
export function ImportNotes(props: { notes: Dataset["notes"] }) {
  const warnings = props.notes.filter((note) => note.level === "warning");
  const choices = props.notes.filter((note) => note.level === "choice");
  return (
    <>
      {warnings.length > 0 && (
        <ul class="notices">
          {warnings.map((note, index) => (
            <li key={index} class="notice notice-warn">
              <Icon name="warning" />
              <span>
                <span class="visually-hidden">Warning:</span>
                {note.message}
              </span>
            </li>
          ))}
        </ul>
      )}
      {choices.length > 0 && (
        <details class="choices">
          <summary>How the file was read ({choices.length})</summary>
          <ul>{choices.map((note, index) => <li key={index}>{note.message}</li>)}</ul>
        </details>
      )}
    </>
  );
}
