import { HOLE } from "./script.ts";

/** A quoted name with what stands before it. */
const QUOTED = /"((?:[^"]|"")*)"/g;
/** After these a name is used; after a name or a bracket it is given. */
const USES =
  /(?:^|[,(=<>+\-*/%|.]|\b(?:select|distinct|from|join|where|on|and|or|not|by|having|using|when|then|else|case|in|between|like|ilike|is|over|filter|qualify|limit|union|all|except|exclude|replace|values|interval|asc|desc|first|last))\s*$/i;

/** Names in double quotes that are neither known nor given by the text itself (`AS "total"`). */
export function unknownInSql(text: string, known: readonly string[]): string[] {
  const clean = text
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/--[^\n]*/g, " ")
    .replace(/\/\*[\s\S]*?\*\//g, " ");
  const names = new Set(known.map((name) => name.toLowerCase()));
  const used: string[] = [];
  for (const match of clean.matchAll(QUOTED)) {
    const name = match[1]!.replaceAll('""', '"');
    const before = clean.slice(0, match.index);
    const after = clean.slice(match.index + match[0].length);
    const gives = /\bas\s*$/i.test(before) || !USES.test(before) ||
      /^\s*(\([^)]*\)\s*)?as\b/i.test(after) && isCommon(before);
    if (gives) names.add(name.toLowerCase());
    else used.push(name);
  }
  for (const match of clean.matchAll(/\bas\s+([\p{L}_][\p{L}\p{N}_]*)/giu)) {
    names.add(match[1]!.toLowerCase());
  }
  // What an aggregate is called where nobody gave it a name: "count_star()", "sum(x)".
  return used.filter((name) => !names.has(name.toLowerCase()) && !name.includes(HOLE) && !name.includes("("));
}

/** `WITH "name" AS (`, `), "name" AS (`: the name of a subquery. */
function isCommon(before: string): boolean {
  return /(\bwith(\s+recursive)?|\)\s*,)\s*$/i.test(before);
}
