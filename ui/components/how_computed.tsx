import type { Answer } from "nexus";
import { CopyButton } from "./copy_button.tsx";
import { QuestionLine } from "./question_line.tsx";
import { SourceView } from "./source_view.tsx";

/** The plan in words and as SQL, and what each word of the question was taken for. */
export function HowComputed(props: { question: string; answer: Answer }) {
  const { question, answer } = props;
  return (
    <div class="how">
      {question && answer.used.length > 0 && (
        <section>
          <h3>How your question was read</h3>
          <p class="how-question">
            <QuestionLine question={question} used={answer.used} unused={answer.unused} marked />
          </p>
          <dl class="meanings">
            {answer.used.map((span) => (
              <div key={`${span.start}-${span.end}`}>
                <dt>{question.slice(span.start, span.end) || span.text}</dt>
                <dd>{span.meaning}</dd>
              </div>
            ))}
          </dl>
          {answer.unused.length > 0 && (
            <p class="how-unused">Not used: {answer.unused.map((word) => `“${word}”`).join(", ")}</p>
          )}
        </section>
      )}
      {answer.words.length > 0 && (
        <section>
          <h3>Steps</h3>
          <ol class="plan-words">{answer.words.map((word, index) => <li key={index}>{word}</li>)}</ol>
        </section>
      )}
      {answer.sql && (
        <section>
          <div class="how-head">
            <h3>The same as SQL</h3>
            <CopyButton label="Copy SQL" quiet text={() => answer.sql ?? ""} />
          </div>
          <SourceView source={answer.sql} language="sql" label="SQL" />
        </section>
      )}
    </div>
  );
}
