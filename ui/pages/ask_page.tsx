import { useEffect } from "preact/hooks";
import { AnalysisCard } from "../components/analysis_card.tsx";
import { useApp } from "../components/app_context.ts";
import { AskBox } from "../components/ask_box.tsx";
import { FilePicker } from "../components/file_picker.tsx";
import { ProblemNote } from "../components/problem_note.tsx";
import { ColumnNames } from "../components/column_names.tsx";
import { Icon } from "../components/icon.tsx";
import { ReportPanel } from "../components/report_panel.tsx";
import { ScriptBox } from "../components/script_box.tsx";
import { QuestionChips } from "../components/question_chips.tsx";
import { addresses } from "../models/router.ts";
import { UploadList } from "../components/upload_list.tsx";

const MOST_EXAMPLES = 6;

/** Question and answers. */
export function AskPage() {
  const { thread, datasets, report } = useApp();
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
          {report.open.value
            ? <ReportPanel report={report} />
            : report.answers.value.length > 0 && (
              <div class="thread-tools">
                <button
                  type="button"
                  class="button button-small button-quiet"
                  onClick={() => report.toggle()}
                >
                  <Icon name="document" /> Report on these answers
                </button>
              </div>
            )}
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
  const searched = documents.chosen.value;
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
  const empty = list.length === 0 && documents.list.value.length === 0;
  return (
    <div class="welcome-body">
      {questions.length > 0 && <p class="welcome-try">Try one of these on {chosen[0]?.name}</p>}
      <QuestionChips questions={questions} onAsk={askExample} />
      <ColumnNames datasets={chosen} onChoose={(name) => ask.insert(name)} />
      {searched.length > 0 && (
        <p class="welcome-try">
          {searched.length === 1
            ? (
              <>
                Ask what <a href={addresses.document(searched[0]!.id)}>{searched[0]!.name}</a> says
              </>
            )
            : `Ask what your ${searched.length} documents say`}: you get the passages, with document and page.
        </p>
      )}
      <div class={empty ? "welcome-empty" : "welcome-drop"}>
        {empty && <Icon name="upload" size={26} />}
        <p>
          {empty
            ? "Drop Excel, CSV, Parquet, JSON, Word, PDF or text files anywhere on this page. They stay on this machine."
            : "Drop files of your own anywhere on this page: Excel, CSV, Parquet, JSON, Word, PDF or text."}
        </p>
        {empty && <FilePicker label="Choose files" primary />}
      </div>
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
