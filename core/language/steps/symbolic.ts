/**
 * Formulas in signs: `(High - Low) / Open`, with the words that people put beside the names.
 *
 * @module
 */
import type { Expression, FunctionName } from "../../contract/mod.ts";
import { call, column as named, literal, numberOf } from "../compose/expressions.ts";
import type { ColumnInfo, TableContext } from "../link/table_context.ts";
import { columnsIn } from "./clauses.ts";
import type { Formula } from "./formula.ts";

type Piece =
  | { kind: "column"; column: ColumnInfo }
  | { kind: "number"; value: number }
  | { kind: "sign"; sign: string };

const PRECEDENCE: Record<string, { level: number; call: FunctionName }> = {
  "+": { level: 1, call: "add" },
  "-": { level: 1, call: "subtract" },
  "*": { level: 2, call: "multiply" },
  "/": { level: 2, call: "divide" },
};
/** Words that say what kind of thing a name is. */
const BESIDE = /^(?:the|price|prices|value|values|column|columns|of|each|row|its|score|scores)$/i;

/** The formula in signs that a text holds; undefined where it holds none. */
export function symbolic(text: string, table: TableContext): Formula | undefined {
  const starts = [...text.matchAll(/=\s*|\b(?:as|by|formula:?|is|using)\s+(?=["'“(\p{L}])/giu)].map((match) =>
    match.index + match[0].length
  );
  for (const start of starts) {
    const pieces = piecesOf(text.slice(start), table);
    const signs = pieces.filter((piece) => piece.kind === "sign" && piece.sign in PRECEDENCE).length;
    const columns = pieces.filter((piece) => piece.kind === "column").length;
    if (signs === 0 || columns === 0) continue;
    const parsed = new Parser(pieces).whole();
    if (parsed !== undefined) return { type: "number", ...parsed };
  }
  return undefined;
}

/** The pieces up to the first word that belongs to no formula. */
function piecesOf(text: string, table: TableContext): Piece[] {
  const columns = columnsIn(text, table, (column) => column.quantity);
  const out: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const found = columns.find((one) => one.start === at);
    if (found !== undefined) {
      // The name in full, then what it is called besides.
      out.push({ kind: "column", column: found.column });
      at = found.end;
      continue;
    }
    const rest = text.slice(at);
    const skip = /^[\s"'“”‘’]+/.exec(rest);
    const number = /^\d+(?:\.\d+)?/.exec(rest), word = /^\p{L}[\p{L}\d_]*/u.exec(rest);
    if (skip !== null) at += skip[0].length;
    else if (number !== null) {
      out.push({ kind: "number", value: Number(number[0]) });
      at += number[0].length;
    } else if (/^[-+*/()÷×−]/.test(rest)) {
      out.push({ kind: "sign", sign: { "÷": "/", "×": "*", "−": "-" }[rest[0]!] ?? rest[0]! });
      at += 1;
    } else if (word !== null && BESIDE.test(word[0])) at += word[0].length;
    else break;
  }
  return out;
}

/** Precedence climbing. */
class Parser {
  readonly #pieces: readonly Piece[];
  #at = 0;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
  }

  /** All of it as one expression over at least one column; undefined where something is left or missing. */
  whole(): { value: Expression; words: string } | undefined {
    const found = this.#sum(1);
    return found !== undefined && this.#at === this.#pieces.length ? found : undefined;
  }

  #sum(level: number): { value: Expression; words: string } | undefined {
    let left = this.#term();
    for (;;) {
      const next = this.#pieces[this.#at];
      const sign = next?.kind === "sign" ? PRECEDENCE[next.sign] : undefined;
      if (left === undefined || sign === undefined || sign.level < level) return left;
      this.#at += 1;
      const right = this.#sum(sign.level + 1);
      if (right === undefined) return undefined;
      left = {
        value: call(sign.call, left.value, right.value),
        words: `${left.words} ${(next as { sign: string }).sign} ${right.words}`,
      };
    }
  }

  #term(): { value: Expression; words: string } | undefined {
    const piece = this.#pieces[this.#at];
    if (piece === undefined) return undefined;
    this.#at += 1;
    if (piece.kind === "column") {
      return { value: numberOf(piece.column, named(piece.column.name)), words: `"${piece.column.name}"` };
    }
    if (piece.kind === "number") return { value: literal(piece.value), words: String(piece.value) };
    if (piece.sign !== "(") return undefined;
    const inner = this.#sum(1);
    const close = this.#pieces[this.#at];
    if (inner === undefined || close?.kind !== "sign" || close.sign !== ")") return undefined;
    this.#at += 1;
    return { value: inner.value, words: `(${inner.words})` };
  }
}
