import type { Answer, OfferedReading } from "nexus";
import type { Analysis } from "../models/analysis.ts";
import { consoleOfError, notesOfError, scriptErrorTitle } from "../models/script_notes.ts";
import { correctQuestion } from "../models/question_marks.ts";
import { formatShare } from "../models/format.ts";
import { Icon } from "./icon.tsx";
import { PassageList } from "./passage_list.tsx";
import { ProblemNote } from "./problem_note.tsx";
import { ScriptConsole } from "./script_console.tsx";
import { ScriptEdit } from "./script_edit.tsx";
import { SourceView } from "./source_view.tsx";

/** The question can be taken in several ways: each one a button. */
export function Clarify(props: { answer: Answer; onChoose: (reading: OfferedReading) => void }) {
  const readings = props.answer.readings ?? [];
  return (
    <div class="clarify">
      <p class="answer-text">
        {props.answer.text || "Your question can be read in more than one way. Which one do you mean?"}
      </p>
      <ul class="readings">
        {readings.map((reading, index) => (
          <li key={index}>
            <button type="button" class="reading" onClick={() => props.onChoose(reading)}>
              <span>{reading.summary}</span>
              <span class="faint">{formatShare(reading.confidence)} likely</span>
              <Icon name="arrow" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The question names what is not there: say so, and offer what is near. */
export function Refused(props: { question: string; answer: Answer; onCorrect: (question: string) => void }) {
  const { answer, question } = props;
  const columns = [...new Set((answer.nearest ?? []).map((nearest) => nearest.column))];
  return (
    <div class="refused">
      <p class="refused-head">
        <Icon name="question" size={18} />
        <span class="answer-text">{answer.text || answer.error?.message}</span>
      </p>
      {answer.error?.hint && <p class="faint">{answer.error.hint}</p>}
      {(answer.passages?.length ?? 0) > 0 && (
        <details class="choices">
          <summary>The nearest passages</summary>
          <PassageList passages={answer.passages!} question={question} />
        </details>
      )}
      {columns.length > 0 && (
        <div class="nearest">
          <p>Did you mean</p>
          <ul class="chips">
            {columns.map((column) => (
              <li key={column}>
                <button
                  type="button"
                  class="chip"
                  onClick={() => props.onCorrect(correctQuestion(question, answer.unused, column))}
                >
                  {column}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** The analysis broke: what happened, what can be done, what to quote. A script is shown with the places that are wrong. */
export function Failed(props: { analysis: Analysis; answer: Answer; onRetry: () => void }) {
  const { analysis, answer } = props;
  const { error, text } = answer;
  const script = analysis.script.value;
  const title = script && error && scriptErrorTitle(error);
  return (
    <div class="answer">
      <ProblemNote
        problem={{
          message: title ?? error?.message ?? (text || "The analysis failed"),
          hint: title ? "The places are marked below. Nothing of your data was changed." : error?.hint,
          reference: analysis.state.value.run ?? undefined,
        }}
        {...(!script && { onRetry: props.onRetry })}
      />
      {script && (
        <div class="script">
          <ScriptEdit analysis={analysis} source={script.source}>
            <SourceView source={script.source} notes={error ? notesOfError(error) : []} label="Script" />
          </ScriptEdit>
          <ScriptConsole lines={error ? consoleOfError(error) : []} dropped={0} />
        </div>
      )}
    </div>
  );
}
