import type { RunSummary } from "nexus";
import { formatAgo } from "../models/format.ts";
import { useApp } from "./app_context.ts";

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
        <li key={run.id}>
          <button
            type="button"
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
