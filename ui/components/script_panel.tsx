import type { CodeRun } from "nexus";
import { useMemo } from "preact/hooks";
import type { Analysis } from "../models/analysis.ts";
import { formatMs } from "../models/format.ts";
import { notesOfRun, verdictWords } from "../models/script_notes.ts";
import { CopyButton } from "./copy_button.tsx";
import { Icon } from "./icon.tsx";
import { ScriptAttempts } from "./script_attempts.tsx";
import { ScriptConsole } from "./script_console.tsx";
import { ScriptEdit } from "./script_edit.tsx";
import { ScriptQueries } from "./script_queries.tsx";
import { SourceView } from "./source_view.tsx";

/** The script behind an answer, with all that was said of it and all that it did. */
export function ScriptPanel(props: { analysis: Analysis; code: CodeRun }) {
  const { analysis, code } = props;
  const notes = useMemo(() => notesOfRun(code), [code]);
  return (
    <div class="script">
      <section>
        <div class="script-head">
          <p>
            {code.author === null ? "Written by you" : (
              <>
                Written by <strong>{code.author}</strong>
              </>
            )}
            <span class="faint">
              · JavaScript, ran {formatMs(code.ms)} with no access to files or network
            </span>
          </p>
          <CopyButton label="Copy script" quiet text={() => code.source} />
        </div>
        <ScriptEdit analysis={analysis} source={code.source}>
          <SourceView source={code.source} notes={notes} label="Script" />
        </ScriptEdit>
      </section>
      <section>
        <h3>Reviews before it ran</h3>
        <ul class="checks">
          {verdictWords(code).map(({ text, good }) => (
            <li key={text} class={good ? "" : "check-doubt"}>
              <Icon name={good ? "check" : "warning"} size={14} />
              {text}
            </li>
          ))}
        </ul>
      </section>
      <ScriptQueries queries={code.queries} />
      {code.input !== undefined && (
        <section>
          <h3>Input</h3>
          <pre class="code" tabIndex={0}><code>{JSON.stringify(code.input, null, 2)}</code></pre>
        </section>
      )}
      <ScriptConsole lines={code.console} dropped={code.consoleDropped} />
      <ScriptAttempts attempts={code.attempts} />
    </div>
  );
}
