import type { CodeRun } from "nexus";
import { countOf } from "../models/format.ts";
import { SourceView } from "./source_view.tsx";

/** Scripts before this one that did not serve, and why. */
export function ScriptAttempts({ attempts }: { attempts: CodeRun["attempts"] }) {
  if (attempts.length === 0) return null;
  return (
    <section>
      <h3>{countOf(attempts.length, "attempt")} before this one</h3>
      {attempts.map(({ source, error }, index) => (
        <details key={index} class="choices">
          <summary>{error}</summary>
          <SourceView source={source} label={`Attempt ${index + 1}`} />
        </details>
      ))}
    </section>
  );
}
