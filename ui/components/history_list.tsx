import type { RunSummary } from "nexus";
import { formatAgo } from "../models/format.ts";
import { useApp } from "./app_context.ts";
import { Icon } from "./icon.tsx";

const SHOWN = 30;
const STATUS_WORDS: Partial<Record<RunSummary["status"], string>> = {
  clarify: "asked back",
  refused: "refused",
  failed: "failed",
  cancelled: "cancelled",
  running: "running",
};

/** Earlier questions; a click brings the answer back. */
export function HistoryList(props: { onRecall: () => void }) {
  const { thread, router } = useApp();
  const runs = newestOfEach(thread.history.value).slice(0, SHOWN);
  if (runs.length === 0) return <p class="side-empty">Questions you ask appear here.</p>;
  return (
    <ul class="history">
      {runs.map((run) => (
        <li key={run.id} class="history-item">
          <button
            type="button"
            class="history-recall"
            onClick={() => {
              thread.recall(run);
              router.go("/#/");
              props.onRecall();
            }}
          >
            <span class="history-question">{run.question}</span>
            <span class="faint">
              {formatAgo(run.createdAt, Date.now())}
              {STATUS_WORDS[run.status] && ` · ${STATUS_WORDS[run.status]}`}
            </span>
          </button>
          <button
            type="button"
            class="icon-button history-forget"
            title="Forget this question and its answers"
            onClick={() => thread.forget(run.question ?? "")}
          >
            <Icon name="close" size={14} />
            <span class="visually-hidden">Forget: {run.question}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A question that was asked again is listed once. The list comes newest first. */
function newestOfEach(runs: RunSummary[]): RunSummary[] {
  const seen = new Set<string>();
  return runs.filter((run) => {
    if (!run.question || seen.has(run.question)) return false;
    seen.add(run.question);
    return true;
  });
}
