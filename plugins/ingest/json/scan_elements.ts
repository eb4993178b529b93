/** The text of one element, and the line on which it starts. */
export interface ElementText {
  text: string;
  line: number;
}

const QUOTE = 34, BACKSLASH = 92, COMMA = 44, OPEN = 91, CLOSE = 93, BRACE = 123, END = 125, LF = 10;

/**
 * Cuts the text of one long list into its elements while it arrives, without reading them. It follows just quotes and brackets; whether an
 * element is JSON shows when it is parsed.
 */
export class ElementScanner {
  #parts: string[] = [];
  #length = 0;
  #line = 1;
  #start = 1;
  #depth = 0;
  #inside = false;
  #escaped = false;
  #elements = 0;
  /** True once the list's bracket has closed. */
  closed = false;
  /** Line of the first thing other than blank space after the list; 0 where there is none. */
  trailing = 0;

  /** The line that has been reached. */
  get line(): number {
    return this.#line;
  }

  /** Length of the element that is not complete yet. */
  get pending(): number {
    return this.#length;
  }

  /** Takes more text; gives the elements that are complete. */
  *push(text: string): Generator<ElementText> {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === LF) this.#line++;
      if (this.#inside) {
        if (this.#escaped) this.#escaped = false;
        else if (code === BACKSLASH) this.#escaped = true;
        else if (code === QUOTE) this.#inside = false;
      } else if (this.closed) {
        if (code !== 32 && code !== LF && code !== 13 && code !== 9 && this.trailing === 0) {
          this.trailing = this.#line;
        }
      } else if (code === QUOTE) this.#inside = true;
      else if (code === OPEN || code === BRACE) {
        if (this.#depth++ === 0) {
          from = at + 1;
          this.#start = this.#line;
        }
      } else if (code === CLOSE || code === END) {
        if (--this.#depth > 0) continue;
        this.closed = true;
        const last = this.#cut(text.slice(from, at));
        // An empty list has no element; a comma before the bracket leaves an empty one, which the parser refuses.
        if (this.#elements > 1 || last.text.trim() !== "") yield last;
      } else if (code === COMMA && this.#depth === 1) {
        yield this.#cut(text.slice(from, at));
        from = at + 1;
        this.#start = this.#line;
      }
    }
    if (this.closed || this.#depth === 0) return;
    this.#parts.push(text.slice(from));
    this.#length += text.length - from;
  }

  #cut(end: string): ElementText {
    this.#elements++;
    const text = this.#parts.length === 0 ? end : this.#parts.join("") + end;
    this.#parts = [];
    this.#length = 0;
    return { text, line: this.#start };
  }
}

/** Cuts text that arrives in pieces into lines. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<ElementText> {
  let rest = "", line = 0;
  for await (const piece of pieces) {
    // A long line is joined once it is complete: looking at it again with every piece would take too long.
    if (!piece.includes("\n")) {
      rest += piece;
      continue;
    }
    const text = rest + piece;
    let from = 0;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", from)) {
      line++;
      yield { text: text.slice(from, at), line };
      from = at + 1;
    }
    rest = text.slice(from);
  }
  if (rest !== "") yield { text: rest, line: line + 1 };
}
