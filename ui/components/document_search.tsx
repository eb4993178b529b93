import { useSignal } from "@preact/signals";
import type { Passage, TextRange } from "nexus";
import { useEffect } from "preact/hooks";
import type { DocumentView } from "../models/document_view.ts";
import { countOf } from "../models/format.ts";
import { markedText } from "../models/marked_text.ts";
import { addresses } from "../models/router.ts";
import { Icon } from "./icon.tsx";
import { ProblemNote } from "./problem_note.tsx";

interface DocumentSearchProps {
  view: DocumentView;
  document: string;
  /** Words that were searched for when the page was opened. */
  query: string;
  /** The page that is shown, and what is picked out in it. */
  at: { page: number; range: TextRange | null };
}

/** Searches inside one document; what is found leads to its place. */
export function DocumentSearch(props: DocumentSearchProps) {
  const { view, query } = props;
  const words = useSignal(query);
  const found = view.foundBy(query);
  useEffect(() => {
    words.value = query;
    view.search(query);
  }, [query, view]);
  return (
    <search class="inside">
      <form
        class="inside-form"
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = words.value.trim();
          location.assign(addresses.document(props.document, { number: props.at.page, query: wanted }));
          if (wanted === query) view.search(wanted);
        }}
      >
        <input
          type="search"
          aria-label="Search in this document"
          placeholder="Search in this document"
          autocomplete="off"
          maxLength={400}
          value={words.value}
          onInput={(event) => words.value = event.currentTarget.value}
        />
        <button type="submit" class="button" aria-busy={view.searching.value}>
          <Icon name="search" />
          <span class="visually-hidden">Search</span>
        </button>
      </form>
      {view.searchProblem.value && (
        <ProblemNote
          problem={view.searchProblem.value}
          onRetry={() => view.search(query)}
        />
      )}
      {found && query !== "" && (
        <p class="inside-count" role="status">
          {found.length === 0
            ? `Nothing here carries “${query}”.`
            : `${countOf(found.length, "passage")}, best first`}
        </p>
      )}
      {found && found.length > 0 && (
        <ol class="inside-found">
          {found.map((passage) => (
            <li key={passage.id}>
              <Found
                passage={passage}
                query={query}
                current={passage.page === props.at.page && overlaps(passage, props.at.range)}
              />
            </li>
          ))}
        </ol>
      )}
    </search>
  );
}

function overlaps(passage: Passage, range: TextRange | null): boolean {
  return range !== null && passage.start < range[1] && range[0] < passage.end;
}

function Found(props: { passage: Passage; query: string; current: boolean }) {
  const { passage, query } = props;
  const address = addresses.document(passage.document, {
    number: passage.page,
    range: [passage.start + passage.quote[0], passage.start + passage.quote[1]],
    query,
  });
  return (
    <a href={address} aria-current={props.current ? "true" : undefined}>
      <span class="inside-page">{passage.place ?? `Page ${passage.page}`}</span>
      <span class="inside-text">
        {markedText(passage, passage.quote).map((piece, index) =>
          piece.marked ? <mark key={index}>{piece.text}</mark> : piece.text
        )}
      </span>
    </a>
  );
}
