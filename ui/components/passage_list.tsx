import { useSignal } from "@preact/signals";
import type { Passage } from "nexus";
import { markedText } from "../models/marked_text.ts";
import { addresses } from "../models/router.ts";

const SHOWN_FIRST = 3;

/** Passages with document and page; the words of the question are marked. */
export function PassageList(props: { passages: Passage[]; question: string }) {
  const all = useSignal(false);
  const shown = all.value ? props.passages : props.passages.slice(0, SHOWN_FIRST);
  return (
    <div class="passages">
      <ol>
        {shown.map((passage, index) => (
          <PassageItem
            key={passage.id}
            passage={passage}
            first={index === 0}
            question={props.question}
          />
        ))}
      </ol>
      {shown.length < props.passages.length && (
        <button
          type="button"
          class="link"
          onClick={() => all.value = true}
        >
          {props.passages.length - shown.length} more passages
        </button>
      )}
    </div>
  );
}

function PassageItem(props: { passage: Passage; first: boolean; question: string }) {
  const { passage, first } = props;
  const whole = useSignal(false);
  const isAll = passage.quote[0] === 0 && passage.quote[1] === passage.text.length;
  const pieces = markedText(passage, whole.value ? [0, passage.text.length] : passage.quote);
  return (
    <li class={first ? "passage passage-first" : "passage"}>
      {passage.heads !== undefined && !whole.value && (
        <p class="passage-heads">{passage.heads.map(({ text }) => text).join(" / ")}</p>
      )}
      <blockquote>
        {pieces.map((piece, index) => piece.marked ? <mark key={index}>{piece.text}</mark> : piece.text)}
      </blockquote>
      <p class="passage-source">
        <span>
          <a
            href={addresses.document(passage.document, {
              number: passage.page,
              range: [passage.start + passage.quote[0], passage.start + passage.quote[1]],
              query: props.question,
            })}
          >
            <cite>{passage.name}</cite>, {passage.place ?? pageOf(passage)}
          </a>
        </span>
        {!isAll && (
          <button type="button" class="link" onClick={() => whole.value = !whole.value}>
            {whole.value ? "Only the quote" : "The whole passage"}
          </button>
        )}
      </p>
    </li>
  );
}

function pageOf({ page, label }: Passage): string {
  return `page ${page}${label === undefined ? "" : ` (printed ${label})`}`;
}
