import type { Problem } from "../api/http.ts";
import { Icon } from "./icon.tsx";

/** What went wrong, what can be done, and what to quote. */
export function ProblemNote(props: { problem: Problem; onRetry?: () => void }) {
  const { message, hint, reference } = props.problem;
  return (
    <div class="note note-bad" role="alert">
      <Icon name="warning" />
      <div class="note-body">
        <p class="note-title">{message}</p>
        {hint && <p>{hint}</p>}
        {reference && (
          <p class="note-reference">
            Reference <code>{reference}</code>
          </p>
        )}
      </div>
      {props.onRetry && (
        <button type="button" class="button button-small" onClick={props.onRetry}>Try again</button>
      )}
    </div>
  );
}
