import type { Analysis } from "../models/analysis.ts";
import { Answered } from "./answered.tsx";
import { useApp } from "./app_context.ts";
import { Icon } from "./icon.tsx";
import { Clarify, Failed, Refused } from "./not_answered.tsx";
import { ProblemNote } from "./problem_note.tsx";
import { ProgressSteps } from "./progress_steps.tsx";
import { ScriptEdit } from "./script_edit.tsx";
import { SourceView } from "./source_view.tsx";
import { QuestionLine } from "./question_line.tsx";

const MOST_NAMES = 3;

/** One question with what came of it. */
export function AnalysisCard(props: { analysis: Analysis }) {
  const { analysis } = props;
  const app = useApp();
  const { answer, phase } = analysis.state.value;
  const names = answer?.kind === "passages"
    ? (answer.docs ?? []).slice(0, MOST_NAMES)
    : analysis.datasets.map((id) => app.datasets.find(id)?.name).filter((name) => name !== undefined);
  const refused = answer?.status === "refused";
  return (
    <article class="card" aria-busy={analysis.running.value && !answer}>
      <header class="card-head">
        <div>
          <h2 class="card-question">
            <QuestionLine
              question={analysis.question}
              used={[]}
              unused={answer?.unused ?? []}
              marked={refused}
            />
          </h2>
          <p class="card-about">
            {names.join(", ")}
            {analysis.continues && <span>· continues “{analysis.continues}”</span>}
            {analysis.chosen.value && <span>· read as {analysis.chosen.value.summary}</span>}
            {phase === "cancelled" && <span>· cancelled</span>}
          </p>
        </div>
        <div class="card-tools">
          {!analysis.ownScript.value && (
            <button
              type="button"
              class="icon-button"
              title="Edit and ask again"
              onClick={() => app.ask.write(analysis.question)}
            >
              <Icon name="edit" />
              <span class="visually-hidden">Edit and ask again: {analysis.question}</span>
            </button>
          )}
          <button
            type="button"
            class="icon-button"
            title="Take off the page"
            onClick={() => app.thread.remove(analysis)}
          >
            <Icon name="close" />
            <span class="visually-hidden">Take off the page: {analysis.question}</span>
          </button>
        </div>
      </header>
      <Body analysis={analysis} />
    </article>
  );
}

function Body({ analysis }: { analysis: Analysis }) {
  const app = useApp();
  const { answer, problem, phase, steps } = analysis.state.value;
  const script = analysis.script.value;
  const askAgain = () => app.thread.repeat(analysis);
  if (problem) return <ProblemNote problem={problem} onRetry={askAgain} />;
  if (answer?.status === "answered") return <Answered analysis={analysis} answer={answer} />;
  if (analysis.running.value) {
    return (
      <ProgressSteps
        steps={steps}
        startedAt={analysis.startedAt}
        reconnecting={analysis.reconnecting.value}
        onCancel={() => analysis.cancel()}
      />
    );
  }
  if (phase === "cancelled") {
    return (
      <div class="script">
        <p class="cancelled">
          Stopped before it finished.{" "}
          <button type="button" class="link" onClick={askAgain}>{script ? "Run again" : "Ask again"}</button>
        </p>
        {script && (
          <ScriptEdit analysis={analysis} source={script.source}>
            <SourceView source={script.source} label="Script" />
          </ScriptEdit>
        )}
      </div>
    );
  }
  if (!answer) return null;
  if (answer.status === "clarify") {
    return (
      <Clarify
        answer={answer}
        onChoose={(reading) => app.thread.choose(analysis, reading)}
      />
    );
  }
  if (answer.status === "refused") {
    return <Refused question={analysis.question} answer={answer} onCorrect={(text) => app.ask.write(text)} />;
  }
  return <Failed analysis={analysis} answer={answer} onRetry={askAgain} />;
}
