import type { Span } from "nexus";
import { segmentsOf } from "../models/question_marks.ts";

/** The question, with what was used and what was not picked out. */
export function QuestionLine(props: { question: string; used: Span[]; unused: string[]; marked: boolean }) {
  if (!props.marked) return <span>{props.question}</span>;
  return (
    <span>
      {segmentsOf(props.question, props.used, props.unused).map((segment, index) => {
        if (segment.kind === "plain") return segment.text;
        if (segment.kind === "used") return <mark key={index} title={segment.meaning}>{segment.text}</mark>;
        return (
          <mark key={index} class="mark-unused" title="Not placed">
            {segment.text}
            <span class="visually-hidden">(not placed)</span>
          </mark>
        );
      })}
    </span>
  );
}
