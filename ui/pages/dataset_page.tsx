import type { Dataset } from "nexus";
import { useEffect, useMemo } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { type Problem, problemOf } from "../api/http.ts";
import { fetchDatasetRows } from "../api/resources.ts";
import { useApp } from "../components/app_context.ts";
import { ColumnCard } from "../components/column_card.tsx";
import { ConfirmButton } from "../components/confirm_button.tsx";
import { DataTable } from "../components/data_table.tsx";
import { Icon } from "../components/icon.tsx";
import { ImportNotes } from "../components/import_notes.tsx";
import { Pager } from "../components/pager.tsx";
import { ProblemNote } from "../components/problem_note.tsx";
import { Rejects } from "../components/rejects.tsx";
import { QuestionChips } from "../components/question_chips.tsx";
import { countOf, formatBytes } from "../models/format.ts";
import { addresses } from "../models/router.ts";
import { RowsView } from "../models/rows_view.ts";

const PREVIEW_ROWS = 20;

/** One dataset: what is in it, how it was read, and a look at its rows. */
export function DatasetPage(props: { id: string }) {
  const { datasets } = useApp();
  const dataset = datasets.find(props.id);
  if (dataset) return <Found key={dataset.id} dataset={dataset} />;
  if (datasets.list.value === null) return <div class="page" />;
  return (
    <div class="page">
      <p class="answer-text">This dataset is not here any more.</p>
      <a class="button" href={addresses.ask}>Back to your questions</a>
    </div>
  );
}

function Found({ dataset }: { dataset: Dataset }) {
  const { datasets, ask, router } = useApp();
  const problem = useSignal<Problem | null>(null);
  const questions = datasets.suggestions.value[dataset.id] ?? [];
  useEffect(() => {
    if (!datasets.chosenIds.value.includes(dataset.id)) datasets.choose(dataset.id);
  }, [dataset.id]);

  function askAbout(question?: string) {
    if (question) ask.submit(question);
    router.go(addresses.ask);
    if (!question) ask.focusTurn.value++;
  }
  async function remove() {
    try {
      await datasets.remove(dataset.id);
      router.go(addresses.ask);
    } catch (error) {
      problem.value = problemOf(error);
    }
  }
  return (
    <div class="page page-wide">
      <header class="page-head">
        <div>
          <h1>{dataset.name}</h1>
          <p class="faint">
            {dataset.file} · {countOf(dataset.rows, "row")} · {countOf(dataset.columns.length, "column")} ·
            {" "}
            {formatBytes(dataset.bytes)}
          </p>
        </div>
        <div class="page-tools">
          <button type="button" class="button button-primary" onClick={() => askAbout()}>
            Ask about it <Icon name="arrow" />
          </button>
          <ConfirmButton label="Remove" question="Remove this dataset?" confirm="Remove" onConfirm={remove} />
        </div>
      </header>
      {problem.value && <ProblemNote problem={problem.value} />}
      <div class="notes">
        <ImportNotes notes={dataset.notes} />
        <Rejects dataset={dataset} />
      </div>
      <QuestionChips questions={questions} onAsk={askAbout} />
      <h2>Columns</h2>
      <ul class="columns">
        {dataset.columns.map((column) => (
          <ColumnCard
            key={column.name}
            column={column}
            rows={dataset.rows}
          />
        ))}
      </ul>
      <h2>Rows</h2>
      <Preview dataset={dataset} />
    </div>
  );
}

function Preview({ dataset }: { dataset: Dataset }) {
  const view = useMemo(() => new RowsView((page) => fetchDatasetRows(dataset.id, page), PREVIEW_ROWS), [
    dataset.id,
  ]);
  useEffect(() => void view.load(), [view]);
  const { table, offset, problem } = view;
  return (
    <>
      {problem.value && <ProblemNote problem={problem.value} onRetry={() => view.load(offset.value)} />}
      {table.value && <DataTable table={table.value} caption={`Rows of ${dataset.name}`} />}
      {table.value && (
        <Pager
          offset={offset.value}
          limit={PREVIEW_ROWS}
          total={dataset.rows}
          what="row"
          onPage={(next) => view.load(next)}
        />
      )}
    </>
  );
}
