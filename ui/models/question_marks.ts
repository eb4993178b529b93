import type { Span } from "nexus";

/** A piece of a question: plain, taken for something, or not placed. */
export interface Segment {
  text: string;
  kind: "plain" | "used" | "unused";
  meaning?: string;
}

/** Cuts a question at the pieces that were used and at the words that were not; the segments' texts join to the question. */
export function segmentsOf(question: string, used: readonly Span[], unused: readonly string[]): Segment[] {
  const marks = usedMarks(question, used);
  for (const word of unused) markWord(question, word, marks);
  marks.sort((a, b) => a.start - b.start);
  const segments: Segment[] = [];
  let at = 0;
  for (const mark of marks) {
    if (mark.start > at) segments.push({ text: question.slice(at, mark.start), kind: "plain" });
    const text = question.slice(mark.start, mark.end);
    segments.push(
      mark.meaning === undefined ? { text, kind: "unused" } : { text, kind: "used", meaning: mark.meaning },
    );
    at = mark.end;
  }
  if (at < question.length) segments.push({ text: question.slice(at), kind: "plain" });
  return segments;
}

interface Mark {
  start: number;
  end: number;
  meaning?: string;
}

function usedMarks(question: string, used: readonly Span[]): Mark[] {
  const marks: Mark[] = [];
  for (const span of [...used].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const fits = span.start < span.end && span.end <= question.length && !overlaps(marks, span);
    if (fits) marks.push({ start: span.start, end: span.end, meaning: span.meaning });
  }
  return marks;
}

/** Marks each place where the word stands by itself. */
function markWord(question: string, word: string, marks: Mark[]): void {
  if (word.trim() === "") return;
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  for (
    const match of question.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "giu"))
  ) {
    const mark = { start: match.index, end: match.index + match[0].length };
    if (!overlaps(marks, mark)) marks.push(mark);
  }
}

function overlaps(marks: Mark[], mark: { start: number; end: number }): boolean {
  return marks.some((other) => mark.start < other.end && other.start < mark.end);
}

/** The question with its first unplaced word exchanged for a column's name; appended where the word is not there. */
export function correctQuestion(question: string, unused: readonly string[], column: string): string {
  const segments = segmentsOf(question, [], unused);
  const wrong = segments.findIndex((segment) => segment.kind === "unused");
  if (wrong < 0) return `${question.trimEnd()} ${column}`;
  return segments.map((segment, index) => index === wrong ? column : segment.text).join("");
}
