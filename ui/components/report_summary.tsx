import type { SessionReport } from "../models/session_report.ts";

/** What the report will say of its answers, as the writing agent gives it. */
export function ReportSummary({ report }: { report: SessionReport }) {
  const { preview, previewing } = report;
  const summary = preview.value?.summary;
  if (previewing.value && !summary) {
    return (
      <p class="report-wait faint" role="status">
        <span class="spinner" aria-hidden="true" /> Writing the summary …
      </p>
    );
  }
  if (!summary) return null;
  // What was said before stays until the new is there: nothing moves under a press.
  return (
    <div class="report-summary" aria-busy={previewing.value}>
      <h3>Summary</h3>
      {summary.paragraphs.map((paragraph, index) => <p key={index}>{paragraph}</p>)}
      <p class="faint">
        Written by {summary.agent}
        {summary.model ? ` with ${summary.model}` : ", without a model"}. Its numbers come from the answers.
      </p>
    </div>
  );
}
