/** Example questions; a click asks. */
export function QuestionChips(props: { questions: string[]; onAsk: (question: string) => void }) {
  if (props.questions.length === 0) return null;
  return (
    <ul class="chips" aria-label="Example questions">
      {props.questions.map((question) => (
        <li key={question}>
          <button type="button" class="chip" onClick={() => props.onAsk(question)}>{question}</button>
        </li>
      ))}
    </ul>
  );
}
