import { useEffect, useRef } from "preact/hooks";
import { formatWord } from "../models/catalogue.ts";
import type { SessionReport } from "../models/session_report.ts";
import { countOf } from "../models/format.ts";
import { useApp } from "./app_context.ts";
import { Icon } from "./icon.tsx";
import { ProblemNote } from "./problem_note.tsx";
import { ReportSummary } from "./report_summary.tsx";
import { saveFile } from "./save_file.ts";

/** Answers of the session as one file: which of them, under which title, and what the report says of them. */
export function ReportPanel({ report }: { report: SessionReport }) {
  const { catalogue } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  const { chosen, answers, leftOut, busy, problem, title } = report;
  useEffect(() => heading.current!.focus(), []);
  useEffect(() => void report.look(), [chosen.value.map(({ key }) => key).join()]);

  async function download(format: string) {
    const file = await report.write(format);
    if (file) saveFile(file.blob, file.name);
  }
  return (
    <section
      class="card report"
      aria-labelledby="report-title"
      onKeyDown={(event) => event.key === "Escape" && report.toggle()}
    >
      <header class="card-head">
        <h2 id="report-title" ref={heading} tabIndex={-1} class="card-question">
          {countOf(chosen.value.length, "answer")} as one file
        </h2>
        <button type="button" class="icon-button" title="Close" onClick={() => report.toggle()}>
          <Icon name="close" />
          <span class="visually-hidden">Close</span>
        </button>
      </header>
      <ul class="report-answers" aria-label="Answers">
        {answers.value.map((analysis) => (
          <li key={analysis.key}>
            <label class="switch">
              <input
                type="checkbox"
                checked={!leftOut.value.includes(analysis.key)}
                onChange={(event) => report.choose(analysis, event.currentTarget.checked)}
              />
              <span>{analysis.question}</span>
            </label>
          </li>
        ))}
      </ul>
      <label class="report-name">
        Title
        <input
          type="text"
          maxLength={200}
          placeholder={report.preview.value?.title ?? "Written for you"}
          value={title.value}
          onInput={(event) => title.value = event.currentTarget.value}
          onChange={() => report.look()}
        />
      </label>
      <ReportSummary report={report} />
      {problem.value && <ProblemNote problem={problem.value} />}
      <div class="actions">
        {catalogue.reportFormats.value.map(({ id, title }, index) => (
          <button
            key={id}
            type="button"
            class={`button ${index === 0 ? "button-primary" : ""}`}
            title={title}
            disabled={chosen.value.length === 0}
            aria-busy={busy.value === id}
            onClick={() => download(id)}
          >
            {busy.value === id ? <span class="spinner" aria-hidden="true" /> : <Icon name="download" />}
            {formatWord(id)}
          </button>
        ))}
      </div>
    </section>
  );
}
