import { countOf } from "../models/format.ts";
import { addresses } from "../models/router.ts";
import { useApp } from "./app_context.ts";
import { Icon } from "./icon.tsx";

/** What the question is about, and whether it continues the last one. */
export function AskFooter() {
  const { ask, catalogue, datasets, documents, thread } = useApp();
  const chosen = datasets.chosen.value;
  const searched = documents.chosen.value;
  const latest = thread.latestAnswered.value;
  return (
    <div class="ask-foot">
      {!ask.followUp.value && (
        <p class="ask-about">
          {chosen.length + searched.length === 0 ? "No data chosen" : "About "}
          {chosen.map((dataset, index) => (
            <span key={dataset.id}>
              {index > 0 && " + "}
              <a href={addresses.dataset(dataset.id)}>{dataset.name}</a>
            </span>
          ))}
          {searched.length > 0 && chosen.length > 0 && " + "}
          {searched.length === 1
            ? searched[0]!.name
            : searched.length > 1 && countOf(searched.length, "document")}
        </p>
      )}
      {ask.canFollowUp.value && latest && (
        <button
          type="button"
          class="toggle"
          aria-pressed={ask.followUp.value}
          onClick={() => ask.followUpChoice.value = !ask.followUp.value}
        >
          <Icon name={ask.followUp.value ? "check" : "follow"} />
          <span class="toggle-text">
            {ask.followUp.value ? `Continues “${latest.question}”` : "Continue the last question"}
          </span>
        </button>
      )}
      {catalogue.runsScripts.value && (
        <button
          type="button"
          class="toggle ask-script"
          aria-expanded={ask.script.value !== null}
          title="Compute something with a script of your own"
          onClick={() => ask.toggleScript()}
        >
          <Icon name="code" /> Write a script
        </button>
      )}
      <p class="ask-keys">
        <kbd>/</kbd> to focus, <kbd>Enter</kbd> to ask
      </p>
    </div>
  );
}
