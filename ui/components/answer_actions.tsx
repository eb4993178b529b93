import { useSignal } from "@preact/signals";
import type { Answer } from "nexus";
import { problemOf } from "../api/http.ts";
import { fetchReport } from "../api/resources.ts";
import type { Offer } from "../models/catalogue.ts";
import { CopyButton } from "./copy_button.tsx";
import { Icon } from "./icon.tsx";
import { saveFile } from "./save_file.ts";

interface AnswerActionsProps {
  answer: Answer;
  run: string | null;
  formats: Offer[];
  onFollowUp: () => void;
}

/** What can be done with an answer. */
export function AnswerActions(props: AnswerActionsProps) {
  const { run } = props;
  const busy = useSignal<string | null>(null);
  const problem = useSignal<string | null>(null);

  async function download(format: string) {
    if (!run || busy.value) return;
    busy.value = format;
    problem.value = null;
    try {
      const { blob, name } = await fetchReport({ runs: [run], format });
      saveFile(blob, name);
    } catch (error) {
      problem.value = problemOf(error).message;
    } finally {
      busy.value = null;
    }
  }
  return (
    <div class="actions">
      <button type="button" class="button button-small" onClick={props.onFollowUp}>
        <Icon name="follow" /> Follow up
      </button>
      <CopyButton label="Copy answer" text={() => props.answer.text} />
      {run && props.formats.map((format) => (
        <button
          key={format.id}
          type="button"
          class="button button-small"
          aria-busy={busy.value === format.id}
          title={format.title}
          onClick={() => download(format.id)}
        >
          {busy.value === format.id ? <span class="spinner" aria-hidden="true" /> : <Icon name="download" />}
          {format.id.toUpperCase()}
        </button>
      ))}
      {problem.value && <p class="actions-problem" role="alert">{problem.value}</p>}
    </div>
  );
}
