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
  /** Milliseconds of its own time; 300 by default. */
  timeoutMs?: number;
  /** MiB that it may take; 64 by default, in which no second worker starts. */
  memoryMb?: number;
}

/** For attacks that come to an end, and for those that need time to do harm. */
export const LONG_MS = 1000;

/** What every attack returns that reached further than it may. */
export const ESCAPED = "ESCAPED";

/** Attacks by name. Each line of a body that fails is passed over, so that one body may try several ways to one goal. */
export function attacks(bodies: Record<string, string | Omit<Attack, "name">>): Attack[] {
  return Object.entries(bodies).map(([name, body]) =>
    typeof body === "string" ? { name, body } : { name, ...body }
  );
}

/** An attack that tries each expression, a little time each, and returns everything that came of them. */
export function eachOf(expressions: string[]): Omit<Attack, "name"> {
  const tries = expressions.map((expression) =>
    `try { got.push(String(await soon(${expression}))); } catch (error) { said.push(String(error && error.message)); }`
  );
  const body = `const got = [], said = [];
    // A promise that never settles must not keep the next from being tried.
    const soon = (tried) => typeof setTimeout === "undefined" ? tried : Promise.race([tried, new Promise((y) => setTimeout(y, 100, "too late"))]);
    ${tries.join("\n")}
    return JSON.stringify({ got, said });`;
  return { body, timeoutMs: LONG_MS };
}
