/** What a piece of source is, as far as its colour goes. */
export type CodeKind = "plain" | "keyword" | "given" | "text" | "number" | "comment";

export interface CodePiece {
  text: string;
  kind: CodeKind;
}

interface Words {
  keywords: ReadonlySet<string>;
  /** Names that the sandbox puts in scope. */
  given: ReadonlySet<string>;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));

const JAVASCRIPT: Words = {
  keywords: set(
    "async await break case catch class const continue default delete do else extends false finally for function if in " +
      "instanceof let new null of return static switch this throw true try typeof undefined var void while yield",
  ),
  given: set("tables query sql columns stats input console"),
};

const SQL: Words = {
  keywords: set(
    "all and as asc between by case cast cross cube date desc distinct else end except exists extract false filter first " +
      "following from full group having in inner intersect interval is join last left like limit not null nulls offset on " +
      "or order outer over partition preceding qualify range right rollup rows select then timestamp true try_cast " +
      "unbounded union using values when where window with within",
  ),
  given: set(""),
};

/** A regular expression stands where a value may begin, a division where one ended. */
const BEFORE_REGEX = /(^|[([{,;:=!&|?+\-*%^~<>]|\b(return|typeof|case|in|of|await|throw|else))\s*$/;

const PATTERNS = {
  javascript: [
    ["comment", /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y],
    [
      "text",
      /"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|`(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|(?=\$\{)|$)/y,
    ],
    ["number", /(?:0[xob][\da-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?)n?/iy],
  ],
  sql: [
    ["comment", /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y],
    ["text", /'(?:''|[^'])*'?/y],
    ["number", /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy],
  ],
} as const;

const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
const TEMPLATE_REST = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|(?=\$\{)|$)/y;
const NAME = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/y;
const QUOTED_NAME = /"(?:""|[^"])*"?/y;

/**
 * Source in lines of pieces, each with its kind. It colours what people write, and loses no character of what they do not:
 * the pieces of a line joined are the line.
 */
export function colourCode(code: string, language: "javascript" | "sql" = "javascript"): CodePiece[][] {
  const source = code.replace(/\r\n?/g, "\n");
  const pieces: CodePiece[] = [];
  const words = language === "sql" ? SQL : JAVASCRIPT;
  /** Braces that are open inside each template literal. */
  const templates: number[] = [];
  let at = 0;
  const take = (pattern: RegExp, kind: CodeKind): boolean => {
    pattern.lastIndex = at;
    const text = pattern.exec(source)?.[0];
    if (!text) return false;
    pieces.push({ text, kind });
    at += text.length;
    return true;
  };
  scan: while (at < source.length) {
    if (language === "sql" && take(QUOTED_NAME, "plain")) continue;
    const char = source[at]!;
    if (templates.length > 0 && char === "}" && templates.at(-1) === 0) {
      templates.pop();
      pieces.push({ text: "}", kind: "plain" });
      at++;
      take(TEMPLATE_REST, "text");
      openTemplate();
      continue;
    }
    for (const [kind, pattern] of PATTERNS[language]) {
      if (take(pattern, kind)) {
        if (char === "`") openTemplate();
        continue scan;
      }
    }
    if (
      language === "javascript" && char === "/" && BEFORE_REGEX.test(source.slice(Math.max(0, at - 40), at))
    ) {
      if (take(REGEX, "text")) continue;
    }
    if (take(NAME, "plain")) {
      const piece = pieces.at(-1)!;
      const property = /(^|[^.])\.\s*$/.test(
        source.slice(Math.max(0, at - piece.text.length - 20), at - piece.text.length),
      );
      const word = language === "sql" ? piece.text.toLowerCase() : piece.text;
      if (words.keywords.has(word)) piece.kind = "keyword";
      else if (words.given.has(word) && !property) piece.kind = "given";
      continue;
    }
    if (templates.length > 0 && (char === "{" || char === "}")) {
      templates[templates.length - 1]! += char === "{" ? 1 : -1;
    }
    pieces.push({ text: char, kind: "plain" });
    at++;
  }
  return linesOf(pieces);

  /** After the text of a template: `${` opens code, anything else ended it. */
  function openTemplate(): void {
    if (!source.startsWith("${", at)) return;
    pieces.push({ text: "${", kind: "plain" });
    at += 2;
    templates.push(0);
  }
}

/** Pieces by line, neighbours of one kind as one. */
function linesOf(pieces: CodePiece[]): CodePiece[][] {
  const lines: CodePiece[][] = [[]];
  for (const { text, kind } of pieces) {
    text.split("\n").forEach((part, index) => {
      if (index > 0) lines.push([]);
      const line = lines.at(-1)!;
      const last = line.at(-1);
      if (part === "") return;
      if (last?.kind === kind) last.text += part;
      else line.push({ text: part, kind });
    });
  }
  return lines;
}
