/**
 * The `console` of a script: lines of text, few and short, sent to the host as they come, so that a script that does not end still says how
 * far it came.
 *
 * @module
 */

const MAX_LINES = 200;
const MAX_LINE = 2000;
const { stringify } = JSON;
const LEVELS = {
  log: "log",
  debug: "log",
  table: "log",
  dir: "log",
  info: "info",
  warn: "warn",
  error: "error",
};

/**
 * @param {(line: {level: string, text: string}) => void} send
 * @returns {{console: object, dropped: () => number}} `dropped`: how many lines were not sent, for they were too many.
 */
export function makeConsole(send) {
  let lines = 0;
  const write = (level, values) => {
    if (++lines > MAX_LINES) return;
    let text = "";
    for (let i = 0; i < values.length && text.length <= MAX_LINE; i++) {
      text += (i > 0 ? " " : "") + show(values[i]);
    }
    send({ level, text: text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text });
  };
  const console = { __proto__: null };
  for (const [name, level] of Object.entries(LEVELS)) console[name] = (...values) => write(level, values);
  return { console: Object.freeze(console), dropped: () => lines > MAX_LINES ? lines - MAX_LINES : 0 };
}

function show(value) {
  if (typeof value === "string") return value;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `[function ${value.name}]`;
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    let left = MAX_LINE;
    // What no line has room for is not written out.
    return stringify(value, (_key, inner) => {
      if (left <= 0) return undefined;
      left -= typeof inner === "string" ? inner.length : 8;
      if (typeof inner === "bigint") return `${inner}n`;
      if (inner instanceof Map) return [...inner];
      return inner instanceof Set ? [...inner] : inner;
    }) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
