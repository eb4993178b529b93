import { useSignal } from "@preact/signals";
import type { Answer, Figure } from "nexus";
import { problemOf } from "../api/http.ts";
import { fetchReport } from "../api/resources.ts";
import { chartImage } from "../chart/chart_image.ts";
import { formatWord, type Offer } from "../models/catalogue.ts";
import { CopyButton } from "./copy_button.tsx";
import { Icon } from "./icon.tsx";
import { saveFile } from "./save_file.ts";

interface AnswerActionsProps {
  answer: Answer;
  run: string | null;
  formats: Offer[];
  /** The chart, where there is one. */
  figure: Figure | undefined;
  onFollowUp: () => void;
}

/** What can be done with an answer. */
export function AnswerActions(props: AnswerActionsProps) {
  const { run, figure } = props;
  const busy = useSignal<string | null>(null);
  const problem = useSignal<string | null>(null);

  async function download(format: string, make: () => Promise<{ blob: Blob; name: string }>) {
    if (busy.value) return;
    busy.value = format;
    problem.value = null;
    try {
      const { blob, name } = await make();
      saveFile(blob, name);
    } catch (error) {
      problem.value = problemOf(error).message;
    } finally {
      busy.value = null;
    }
  }
  return (
    <div class="actions">
      {props.answer.plan && (
        <button type="button" class="button button-small" onClick={props.onFollowUp}>
          <Icon name="follow" /> Follow up
        </button>
      )}
      <CopyButton label="Copy answer" text={() => props.answer.text} />
      {run && props.formats.map(({ id, title }) => (
        <DownloadButton
          key={id}
          word={formatWord(id)}
          title={title}
          busy={busy.value === id}
          onClick={() => download(id, () => fetchReport({ runs: [run], format: id }))}
        />
      ))}
      {figure && (
        <DownloadButton
          word="PNG"
          title="Chart as an image"
          busy={busy.value === "png"}
          onClick={() => download("png", async () => ({ blob: await chartImage(figure), name: "chart.png" }))}
        />
      )}
      {problem.value && <p class="actions-problem" role="alert">{problem.value}</p>}
    </div>
  );
}

function DownloadButton(props: { word: string; title: string; busy: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      class="button button-small"
      aria-busy={props.busy}
      title={props.title}
      onClick={props.onClick}
    >
      {props.busy ? <span class="spinner" aria-hidden="true" /> : <Icon name="download" />}
      {props.word}
    </button>
  );
}
