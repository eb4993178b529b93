/**
 * What an attack is. Its code is the body of an async function and returns what it got hold of; it escaped where that has the word of a
 * canary in it, where a canary was touched, or where it says so itself.
 *
 * @module
 */

/** Where the canaries are, as they stand in the code of attacks. */
export const MARKS = {
  /** A file with the secret word. */
  file: "%FILE%",
  /** A folder in which nothing may appear. */
  folder: "%FOLDER%",
  /** A port on loopback to which nobody may connect. */
  port: "%PORT%",
  /** An environment variable with the secret word. */
  variable: "NEXUS_CANARY",
  /** A name for channels, locks and caches, which the host uses too. */
  name: "nexus-canary",
} as const;

/** One attempt. */
export interface Attack {
  name: string;
  /** Body of an async function. */
  body: string;
  /** Statements of its module: static imports. */
  head?: string;
  /** Milliseconds of its own time; 400 by default. */
  timeoutMs?: number;
}

/** What every attack returns that reached further than it may. */
export const ESCAPED = "ESCAPED";

/** Attacks by name. Each line of a body that fails is passed over, so that one body may try several ways to one goal. */
export function attacks(bodies: Record<string, string | Omit<Attack, "name">>): Attack[] {
  return Object.entries(bodies).map(([name, body]) =>
    typeof body === "string" ? { name, body } : { name, ...body }
  );
}

/** A body that tries each expression and returns everything that came of them. */
export function eachOf(expressions: string[]): string {
  const tries = expressions.map((expression) => `
    try { got.push(String(await (${expression}))); } catch (error) { said.push(String(error && error.message)); }`);
  return `const got = [], said = [];${tries.join("")}
    return JSON.stringify({ got, said });`;
}
