/**
 * The names that a script may use without declaring them, and advice for those that it may not.
 *
 * @module
 */

/** What a script is given besides ECMAScript. */
export const OFFERED = ["tables", "query", "sql", "columns", "stats", "input", "console"] as const;

/** ECMAScript, without what makes code of text, shares memory or reaches behind objects. */
const STANDARD = [
  ...["undefined", "NaN", "Infinity", "parseInt", "parseFloat", "isNaN", "isFinite"],
  ...[
    "Object",
    "Array",
    "Number",
    "String",
    "Boolean",
    "Symbol",
    "BigInt",
    "Date",
    "RegExp",
    "Promise",
    "Iterator",
  ],
  ...[
    "Error",
    "TypeError",
    "RangeError",
    "SyntaxError",
    "ReferenceError",
    "EvalError",
    "URIError",
    "AggregateError",
  ],
  ...["JSON", "Math", "Intl", "Temporal", "Map", "Set", "WeakMap", "WeakSet", "ArrayBuffer", "DataView"],
  ...[
    "Uint8Array",
    "Int8Array",
    "Uint16Array",
    "Int16Array",
    "Uint32Array",
    "Int32Array",
    "Uint8ClampedArray",
  ],
  ...["Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array"],
  ...["encodeURI", "encodeURIComponent", "decodeURI", "decodeURIComponent"],
];

/** Names that a script may use freely. */
export const FREE_NAMES: ReadonlySet<string> = new Set([...STANDARD, ...OFFERED]);

const NO_NETWORK = "There is no network here. Read data with query(), sql() or columns().";
const NO_FILES = "There are no files here. Read data with query(), sql() or columns().";
const NO_IMPORT = "Nothing can be imported. Statistics are in stats; everything else is to be written out.";
const NO_PAGE = "There is no page here. Return data; the chart is drawn from it.";
const NO_TIMER = "There are no timers here. Compute, and return the result.";
const NO_TEXT_CODE = "Code cannot be made from text. Write it out.";

const ADVICE: Record<string, string> = {
  ...all(
    ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "Request", "Response", "navigator", "axios"],
    NO_NETWORK,
  ),
  ...all(
    ["fs", "Deno", "Bun", "process", "path", "__dirname", "__filename", "caches", "localStorage"],
    NO_FILES,
  ),
  ...all(
    ["require", "module", "exports", "importScripts", "pd", "np", "_", "d3", "math", "ss", "jStat"],
    NO_IMPORT,
  ),
  ...all(["window", "document", "alert", "prompt", "confirm", "Plotly", "plt"], NO_PAGE),
  ...all(
    ["setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval", "queueMicrotask"],
    NO_TIMER,
  ),
  ...all(["eval", "Function", "WebAssembly"], NO_TEXT_CODE),
  ...all(
    ["Worker", "SharedArrayBuffer", "Atomics", "postMessage", "BroadcastChannel"],
    "A script is one thread.",
  ),
  structuredClone: "Copy plain data with JSON.parse(JSON.stringify(value)).",
  performance: "Results must be repeatable, so no clock is needed.",
  crypto: "Results must be repeatable, so no random bytes are needed.",
  globalThis: "Use names directly.",
  self: "Use names directly.",
  arguments: "Name the parameters, or write (...values).",
  df: "The tables are in tables; read one with query(), sql() or columns().",
  data: "The tables are in tables; read one with query(), sql() or columns().",
  rows: "Read rows first: const { rows } = await sql(...).",
  print: "Write console.log(), and return the result.",
};

/** What to write instead of a name. */
export function adviceFor(name: string): string {
  if (Object.hasOwn(ADVICE, name)) return ADVICE[name]!;
  const near = [...FREE_NAMES].find((known) => known.toLowerCase() === name.toLowerCase());
  if (near !== undefined) return `Did you mean ${near}?`;
  return `Declare it first. In scope are ${OFFERED.join(", ")} and what ECMAScript gives.`;
}

/** Properties through which code reaches behind an object. */
export const FORBIDDEN_PROPERTIES: ReadonlySet<string> = new Set([
  ...["constructor", "__proto__", "prototype", "callee", "caller", "arguments"],
  ...["getPrototypeOf", "setPrototypeOf", "getOwnPropertyDescriptor", "getOwnPropertyDescriptors"],
  ...["__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__"],
  ...["prepareStackTrace", "captureStackTrace", "stackTraceLimit"],
]);

function all(names: string[], advice: string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, advice]));
}
