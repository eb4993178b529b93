/**
 * Reads a script before it runs. What passes is known by an allow-list of names; what does not is said with its place and with what to
 * write instead. The review is the first wall and no more: those behind it hold without it.
 *
 * @module
 */
import { type Comment, parse, type Program } from "acorn";
import { type CodeFinding, MAX_CODE } from "../contract/mod.ts";
import { checkForms } from "./rules.ts";
import { analyseScopes, positionOf } from "./scope.ts";
import { adviceFor, FREE_NAMES } from "./names.ts";
import { checkHabits } from "./habits.ts";

/** What makes text look other than it is: controls, bidirectional and invisible characters, variation selectors, blank letters. */
const DECEPTIVE =
  /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\ufe00-\ufe0f\u115f\u1160\u3164\uffa0\u{e0100}-\u{e01ef}]/u;

const MAX_FINDINGS = 50;

/** All findings, in the order of the text. Those with the severity `error` keep the script from running. */
export function reviewCode(source: string): CodeFinding[] {
  const blocking = checkText(source);
  if (blocking !== null) return [blocking];
  const comments: Comment[] = [];
  let program: Program;
  try {
    program = parse(source, {
      ecmaVersion: "latest",
      sourceType: "module",
      allowAwaitOutsideFunction: true,
      allowReturnOutsideFunction: true,
      allowHashBang: false,
      locations: true,
      onComment: comments,
    });
  } catch (error) {
    return [parseFinding(error, source)];
  }
  try {
    const scopes = analyseScopes(program);
    const findings = [
      ...checkComments(comments),
      ...scopes.free.filter(({ name }) => !FREE_NAMES.has(name)).map(({ name, node }) => ({
        rule: "unknown-name",
        severity: "error" as const,
        message: `${name} is not known here`,
        hint: adviceFor(name),
        ...positionOf(node),
      })),
      ...checkForms(program, scopes),
      ...checkHabits(program, scopes),
    ];
    return findings.sort((a, b) => a.line - b.line || a.column - b.column).slice(0, MAX_FINDINGS);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [tooComplex()];
  }
}

function checkText(source: string): CodeFinding | null {
  const bytes = new TextEncoder().encode(source).byteLength;
  if (bytes > MAX_CODE) {
    return {
      rule: "too-long",
      severity: "error",
      message: `The script has ${bytes} bytes; at most ${MAX_CODE} are taken`,
      hint: "Let query() or sql() do more of the work.",
      line: 1,
      column: 1,
    };
  }
  if (source.trim() === "") {
    return { rule: "empty", severity: "error", message: "The script is empty", line: 1, column: 1 };
  }
  const match = DECEPTIVE.exec(source);
  if (match === null) return null;
  const code = match[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return {
    rule: "deceptive-character",
    severity: "error",
    message: `The character U+${code} is invisible or changes how the text is shown`,
    hint: "Leave it out, or write it as an escape inside a text.",
    ...placeAt(source, match.index),
  };
}

function checkComments(comments: Comment[]): CodeFinding[] {
  return comments.filter(({ value }) => /[#@]\s*source(Mapping)?URL/i.test(value)).map((comment) => ({
    rule: "source-map",
    severity: "error",
    message: "A comment that names a source map",
    hint: "Leave the comment out.",
    line: comment.loc!.start.line,
    column: comment.loc!.start.column + 1,
  }));
}

function parseFinding(error: unknown, source: string): CodeFinding {
  if (error instanceof RangeError) return tooComplex();
  if (!(error instanceof SyntaxError) || !("pos" in error) || typeof error.pos !== "number") throw error;
  if (/stack space/.test(error.message)) return tooComplex();
  const message = error.message.replace(/\s*\(\d+:\d+\)$/, "");
  const place = placeAt(source, error.pos);
  if (/import.*export|'import'|'export'/.test(message)) {
    return {
      rule: "import",
      severity: "error",
      message: "import and export are not possible",
      hint: "Nothing can be imported. Statistics are in stats; everything else is to be written out.",
      ...place,
    };
  }
  return {
    rule: "syntax",
    severity: "error",
    message: `Does not parse: ${message}`,
    hint:
      "A script is the body of one async function in JavaScript: no types, no import, and a return at its end.",
    ...place,
  };
}

function tooComplex(): CodeFinding {
  return {
    rule: "too-complex",
    severity: "error",
    message: "The script is nested too deep or has too many parts",
    hint: "Let query() or sql() do more of the work.",
    line: 1,
    column: 1,
  };
}

function placeAt(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
