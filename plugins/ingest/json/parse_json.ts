import { ExactNumber, type JsonObject, type JsonValue } from "./json_value.ts";

/** Levels of nesting that are read. */
export const MAX_DEPTH = 500;

/** Text that is not JSON, and where. */
export class JsonError extends Error {
  constructor(message: string, readonly offset: number) {
    super(message);
    this.name = "JsonError";
  }
}

const QUOTE = 34, BACKSLASH = 92, COMMA = 44, COLON = 58, OPEN = 91, CLOSE = 93, BRACE = 123, END = 125;
const ZERO = 48, MINUS = 45, PLUS = 43, POINT = 46, SMALL_E = 101;
const ESCAPES: Record<string, string> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Reads JSON (RFC 8259) strictly and without loss: numbers beyond what a double holds keep their text, and keys that come twice in an
 * object are counted. Nesting is bounded, so that no input overflows the stack.
 */
export class JsonParser {
  readonly #text: string;
  #at: number;
  /** Keys that came again in the same object; the last value holds. */
  repeated = 0;

  constructor(text: string, start = 0) {
    this.#text = text;
    this.#at = start;
  }

  /** Where the next value is read. */
  get offset(): number {
    return this.#at;
  }

  /** The whole text as one value. */
  document(): JsonValue {
    const value = this.next();
    if (!this.ended()) throw new JsonError("something follows after the end of the data", this.#at);
    return value;
  }

  /** The next value. */
  next(): JsonValue {
    this.#space();
    return this.#value(0);
  }

  /** True where nothing but blank space is left. */
  ended(): boolean {
    this.#space();
    return this.#at >= this.#text.length;
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.#at++;
    }
  }

  #value(depth: number): JsonValue {
    const code = this.#text.charCodeAt(this.#at);
    if (code === QUOTE) return this.#string();
    if (code === BRACE || code === OPEN) {
      if (depth >= MAX_DEPTH) {
        throw new JsonError(`the data are nested more than ${MAX_DEPTH} levels deep`, this.#at);
      }
      return code === BRACE ? this.#object(depth + 1) : this.#array(depth + 1);
    }
    if (code === 45 || (code >= 48 && code <= 57)) return this.#number();
    if (code === 116 && this.#word("true")) return true;
    if (code === 102 && this.#word("false")) return false;
    if (code === 110 && this.#word("null")) return null;
    throw new JsonError(this.#unexpected("a value"), this.#at);
  }

  #word(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  #number(): number | ExactNumber {
    const text = this.#text;
    const start = this.#at;
    let at = start;
    if (text.charCodeAt(at) === MINUS) at++;
    const first = text.charCodeAt(at);
    at = skipDigits(text, at);
    let good = at > start && isDigit(text.charCodeAt(at - 1)) &&
      (first !== ZERO || at === start + (text.charCodeAt(start) === MINUS ? 2 : 1));
    let exponent = false;
    if (text.charCodeAt(at) === POINT) {
      const from = ++at;
      at = skipDigits(text, at);
      good &&= at > from;
    }
    if ((text.charCodeAt(at) | 32) === SMALL_E) {
      exponent = true;
      at++;
      const sign = text.charCodeAt(at);
      if (sign === PLUS || sign === MINUS) at++;
      const from = at;
      at = skipDigits(text, at);
      good &&= at > from;
    }
    if (!good) {
      throw new JsonError(
        at >= text.length ? "the file ends inside a number" : "a number is not written as JSON asks for",
        start,
      );
    }
    this.#at = at;
    const digits = text.slice(start, at);
    const value = Number(digits);
    // Fifteen digits always survive the way through a double.
    if (!exponent && at - start <= 15) return value;
    return String(value) === digits ? value : new ExactNumber(digits);
  }

  #string(): string {
    const text = this.#text;
    let at = this.#at + 1;
    let from = at;
    let value = "";
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) break;
      if (code === BACKSLASH) {
        value += text.slice(from, at);
        const letter = text[at + 1] ?? "";
        const escape = ESCAPES[letter];
        if (escape !== undefined) {
          value += escape;
          at += 2;
        } else if (letter === "u" && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) {
          value += String.fromCharCode(parseInt(text.slice(at + 2, at + 6), 16));
          at += 6;
        } else throw new JsonError(`"\\${letter}" is no escape that JSON knows`, at);
        from = at;
      } else if (code < 32) throw new JsonError("a text holds a line end or another control character", at);
      else if (at >= text.length) throw new JsonError("the file ends inside a text", text.length);
      else at++;
    }
    this.#at = at + 1;
    return value === "" ? text.slice(from, at) : (value + text.slice(from, at)).toWellFormed();
  }

  #array(depth: number): JsonValue[] {
    this.#at++;
    const values: JsonValue[] = [];
    this.#space();
    if (this.#text.charCodeAt(this.#at) === CLOSE) {
      this.#at++;
      return values;
    }
    for (;;) {
      values.push(this.#value(depth));
      this.#space();
      const code = this.#text.charCodeAt(this.#at);
      if (code !== COMMA && code !== CLOSE) throw new JsonError(this.#unexpected('"," or "]"'), this.#at);
      const comma = this.#at++;
      if (code === CLOSE) return values;
      this.#space();
      if (this.#text.charCodeAt(this.#at) === CLOSE) throw new JsonError('a comma stands before "]"', comma);
    }
  }

  #object(depth: number): JsonObject {
    this.#at++;
    const entries: JsonObject = new Map();
    this.#space();
    if (this.#text.charCodeAt(this.#at) === END) {
      this.#at++;
      return entries;
    }
    for (;;) {
      if (this.#text.charCodeAt(this.#at) !== QUOTE) {
        throw new JsonError(this.#unexpected("a key in double quotes"), this.#at);
      }
      const key = this.#string();
      this.#space();
      if (this.#text.charCodeAt(this.#at) !== COLON) throw new JsonError(this.#unexpected('":"'), this.#at);
      this.#at++;
      this.#space();
      const size = entries.size;
      entries.set(key, this.#value(depth));
      if (entries.size === size) this.repeated++;
      this.#space();
      const code = this.#text.charCodeAt(this.#at);
      if (code !== COMMA && code !== END) throw new JsonError(this.#unexpected('"," or "}"'), this.#at);
      const comma = this.#at++;
      if (code === END) return entries;
      this.#space();
      if (this.#text.charCodeAt(this.#at) === END) throw new JsonError('a comma stands before "}"', comma);
    }
  }

  #unexpected(wanted: string): string {
    if (this.#at >= this.#text.length) return `the file ends where ${wanted} was expected`;
    const code = this.#text.codePointAt(this.#at)!;
    const found = code < 33 || code === 0xfeff
      ? `the character U+${code.toString(16).toUpperCase().padStart(4, "0")}`
      : `"${String.fromCodePoint(code)}"`;
    return `${found} stands where ${wanted} was expected`;
  }
}

/** Line and column of an offset, counted from 1. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1, start = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    line++;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function skipDigits(text: string, at: number): number {
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}
