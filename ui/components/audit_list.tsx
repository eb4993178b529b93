import { useSignal } from "@preact/signals";
import type { AuditEntry } from "nexus";
import { useEffect } from "preact/hooks";
import { type Problem, problemOf } from "../api/http.ts";
import { fetchAudit } from "../api/resources.ts";
import { actionWords, detailWords, whoWords } from "../models/audit_words.ts";
import { ProblemNote } from "./problem_note.tsx";

const PAGE = 25;

/** Who did what on this server, newest first. */
export function AuditList() {
  const entries = useSignal<AuditEntry[]>([]);
  const more = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  async function load(before?: number) {
    problem.value = null;
    try {
      const page = await fetchAudit({ limit: PAGE, ...(before !== undefined && { before }) });
      entries.value = before === undefined ? page : [...entries.value, ...page];
      more.value = page.length === PAGE;
    } catch (error) {
      problem.value = problemOf(error);
    }
  }
  useEffect(() => void load(), []);
  return (
    <section class="audit">
      <h2>Who did what</h2>
      {problem.value && <ProblemNote problem={problem.value} onRetry={() => load()} />}
      {entries.value.length > 0 && (
        <div class="table-scroll" tabIndex={0} role="region" aria-label="Who did what">
          <table class="table">
            <caption class="visually-hidden">Who did what, newest first</caption>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">To</th>
                <th scope="col">Details</th>
              </tr>
            </thead>
            <tbody>
              {entries.value.map((entry) => (
                <tr key={entry.id}>
                  <td>
                    <time dateTime={entry.at}>{entry.at.slice(0, 19).replace("T", " ")}</time>
                  </td>
                  <td>{whoWords(entry)}</td>
                  <td>{actionWords(entry)}</td>
                  <td dir="auto">{entry.subject ?? ""}</td>
                  <td dir="auto">{detailWords(entry)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="faint">
        Times are UTC. All of it, as lines of JSON: <code>deno task audit --json</code>
      </p>
      {more.value && (
        <button
          type="button"
          class="button button-small"
          onClick={() => load(entries.value.at(-1)!.id)}
        >
          Older entries
        </button>
      )}
    </section>
  );
}
