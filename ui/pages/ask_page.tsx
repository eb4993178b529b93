import { useEffect } from "preact/hooks";
import { AnalysisCard } from "../components/analysis_card.tsx";
import { useApp } from "../components/app_context.ts";
import { AskBox } from "../components/ask_box.tsx";
import { FilePicker } from "../components/file_picker.tsx";
import { ProblemNote } from "../components/problem_note.tsx";
import { ColumnNames } from "../components/column_names.tsx";
import { ScriptBox } from "../components/script_box.tsx";
import { QuestionChips } from "../components/question_chips.tsx";
import { UploadList } from "../components/upload_list.tsx";

const MOST_EXAMPLES = 6;

/** Question and answers. */
export function AskPage() {
  const { thread, datasets } = useApp();
  const items = thread.items.value;
  const newest = items[0]?.key;
  useEffect(() => document.getElementById("main")?.scrollTo({ top: 0 }), [newest]);
  return (
    <div class="page">
      <h1 class={items.length === 0 ? "welcome" : "visually-hidden"}>What do you want to know?</h1>
      <AskBox />
      <ScriptBox />
      <div class="narrow-only">
        <UploadList />
      </div>
      {datasets.problem.value && (
        <ProblemNote
          problem={datasets.problem.value}
          onRetry={() => datasets.refresh()}
        />
      )}
      {items.length === 0 ? <Welcome /> : (
        <div class="thread">
          {items.map((analysis) => <AnalysisCard key={analysis.key} analysis={analysis} />)}
          {items.length > 1 && (
            <p class="thread-end">
              <button type="button" class="link" onClick={() => thread.clear()}>Clear this page</button>
              Earlier questions stay in the list.
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** The first thing that is seen: what can be asked right now. */
function Welcome() {
  const { datasets, documents, ask } = useApp();
  const list = datasets.list.value;
  const chosen = datasets.chosen.value;
  const questions = chosen.flatMap((dataset) => datasets.suggestions.value[dataset.id] ?? []).slice(
    0,
    MOST_EXAMPLES,
  );
  function askExample(question: string) {
    ask.submit(question);
    // The button that had the focus is gone with the examples.
    document.getElementById("main")?.focus({ preventScroll: true });
  }
  const complete = list !== null && chosen.every((dataset) => datasets.suggestions.value[dataset.id]);
  if (!complete) return <div class="welcome-body" />;
  return (
    <div class="welcome-body">
      {list.length === 0 && documents.list.value.length > 0
        ? (
          <p class="welcome-try">
            Ask what your documents say: you get the passages, with document and page.
          </p>
        )
        : list.length === 0
        ? (
          <div class="welcome-empty">
            <p>Drop CSV, JSON, PDF or text files anywhere on this page, or pick them.</p>
            <FilePicker label="Choose files" primary />
          </div>
        )
        : (
          <>
            {questions.length > 0 && <p class="welcome-try">Try one of these on {chosen[0]?.name}</p>}
            <QuestionChips questions={questions} onAsk={askExample} />
            <ColumnNames datasets={chosen} onChoose={(name) => ask.insert(name)} />
          </>
        )}
      <ul class="promises">
        <li>
          <strong>Checked twice.</strong>{" "}
          Two engines compute each answer apart from each other and must agree.
        </li>
        <li>
          <strong>Open to the bottom.</strong> Steps, SQL and the source rows stand behind every number.
        </li>
        <li>
          <strong>Yours alone.</strong> Your data never leaves this machine.
        </li>
      </ul>
    </div>
  );
}
