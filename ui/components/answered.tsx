import { useSignal } from "@preact/signals";
import type { Answer, Table } from "nexus";
import { fetchRunRows } from "../api/resources.ts";
import type { Analysis } from "../models/analysis.ts";
import { figuresOf, isWorded, showsTable } from "../models/answer_shape.ts";
import { AnswerActions } from "./answer_actions.tsx";
import { AnswerTabs } from "./answer_tabs.tsx";
import { useApp } from "./app_context.ts";
import { ChartBlock } from "./chart_block.tsx";
import { Notices } from "./notices.tsx";
import { PassageList } from "./passage_list.tsx";
import { ResultTable } from "./result_table.tsx";
import { TrustLine } from "./trust_line.tsx";

const MORE_ROWS = 1000;

/** An answer: sentence, figure, chart, table, and what stands behind it. */
export function Answered(props: { analysis: Analysis; answer: Answer }) {
  const { analysis, answer } = props;
  const app = useApp();
  const { run, final } = analysis.state.value;
  const longer = useSignal<Table | null>(null);
  const figures = figuresOf(answer);
  const table = longer.value ?? answer.result;
  const worded = isWorded(answer);
  const passages = <PassageList passages={answer.passages ?? []} question={analysis.question} />;

  function followUp() {
    app.ask.followUpChoice.value = true;
    app.ask.focusTurn.value++;
  }
  async function showMore() {
    if (run) longer.value = await fetchRunRows(run, { offset: 0, limit: MORE_ROWS });
  }
  return (
    <div class="answer">
      {figures.length > 0 && (
        <div class="figures">
          {figures.map((figure, index) => (
            <div key={index} class="figure">
              {figure.label && <span class="figure-label">{figure.label}</span>}
              <span class={`figure-value ${figure.small ? "figure-small" : ""}`}>{figure.text}</span>
            </div>
          ))}
        </div>
      )}
      {answer.kind === "passages" && !worded
        ? passages
        : answer.text && <p class="answer-text">{answer.text}</p>}
      <TrustLine answer={answer} final={final} />
      {worded && passages}
      <Notices answer={answer} />
      {answer.result && <ChartBlock analysis={analysis} table={answer.result} />}
      {table && showsTable(answer) && (
        <ResultTable
          table={table}
          question={analysis.question}
          selected={analysis.evidence.open.value ? analysis.evidence.row.value : null}
          onSelect={answer.plan ? (row) => analysis.evidence.show(row) : undefined}
          fetchPage={run && final ? (page) => fetchRunRows(run, page) : undefined}
          onMore={longer.value || !answer.plan ? undefined : showMore}
        />
      )}
      <AnswerActions
        answer={answer}
        run={run}
        formats={app.catalogue.reportFormats.value}
        figure={analysis.visual.value?.figure}
        onFollowUp={followUp}
      />
      {(answer.plan || answer.code || answer.receipt) && (
        <AnswerTabs
          analysis={analysis}
          answer={answer}
          nameOf={(id) => app.datasets.find(id)?.name ?? id}
        />
      )}
    </div>
  );
}
