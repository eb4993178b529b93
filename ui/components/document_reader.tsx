import type { DocumentPage, TextRange } from "nexus";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { pagePieces } from "../models/marked_text.ts";

/** The text of a page as it was read from the file; the passage that was quoted is picked out and scrolled to. */
export function DocumentReader(props: { page: DocumentPage; range: TextRange | null }) {
  const { page, range } = props;
  const text = useRef<HTMLDivElement>(null);
  const pieces = useMemo(() => pagePieces(page.text, page.matches, range), [page, range]);
  useEffect(() => {
    const quoted = text.current?.querySelector(".reader-quoted");
    quoted?.scrollIntoView({ block: "center" });
  }, [page, range]);
  if (page.text.trim() === "") {
    return (
      <div class="reader reader-empty">
        <p>This page has no text. It may be empty, or hold pictures alone.</p>
      </div>
    );
  }
  return (
    <div ref={text} class="reader" tabIndex={0} role="region" aria-label={page.place ?? `Page ${page.page}`}>
      {pieces.map(({ text, marked, quoted }, index) => {
        const shown = marked ? <mark key={index}>{text}</mark> : text;
        return quoted ? <span key={index} class="reader-quoted">{shown}</span> : shown;
      })}
    </div>
  );
}
