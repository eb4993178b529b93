/**
 * The worker's side of a script: takes one job, runs it, sends what came of it. Every name that it uses once the script runs was taken
 * before, for the script may change whatever it can reach; what it sends has no prototype, on which the script could put a `toJSON`.
 *
 * @module
 */

const { Blob, Error, JSON, Map, Object, Promise, URL } = globalThis;
const { parse, stringify } = JSON;
const { freeze, keys } = Object;
const createUrl = URL.createObjectURL.bind(URL);
const post = globalThis.postMessage.bind(globalThis);
const listen = globalThis.addEventListener.bind(globalThis);
const later = globalThis.setTimeout.bind(globalThis);
const query = globalThis.Deno?.permissions?.querySync?.bind(globalThis.Deno.permissions);
const slice = Function.prototype.call.bind(String.prototype.slice);
const indexOf = Function.prototype.call.bind(String.prototype.indexOf);
const get = Function.prototype.call.bind(Map.prototype.get);
const set = Function.prototype.call.bind(Map.prototype.set);
const push = Function.prototype.call.bind(Array.prototype.push);
const shift = Function.prototype.call.bind(Array.prototype.shift);
const remove = Function.prototype.call.bind(Map.prototype.delete);

/** The script's first line stands on this line of its module. */
const FIRST_LINE = 2;
const MAX_MESSAGE = 2000;
const MAX_STACK = 20_000;
const PERMISSIONS = ["read", "write", "net", "env", "run", "ffi", "sys", "import"];

const MAX_QUESTION = 100_000;
/** Questions that the host has at once; others wait here. */
const MAX_OPEN = 8;

const waiting = new Map();
const queue = [];
let open = 0;
let nextId = 1;
let running = null;
let scriptUrl = "";

/** Called with the other modules once all are loaded; the last one, `statistics`, may be absent. */
export default function serve(lock, plain, lines, statistics) {
  const granted = PERMISSIONS.filter((name) => query === undefined || query({ name }).state === "granted");
  const stats = statistics?.default ?? null;
  listen("message", ({ data }) => receive(parse(data.text), { lock, plain, lines, stats }));
  const left = lock.lockdown((reason) => running?.({ ok: false, error: describe(reason) }));
  facts = { open: granted, left, codeGeneration: canGenerate() };
}

let facts;

function receive(head, parts) {
  if (head.type === "call" && head.method === "ready") return answer(head.id, facts);
  if (head.type === "call" && head.method === "run" && running === null) {
    const written = parts.lines.makeConsole((line) => tell("console", line));
    running = (outcome) => {
      // The first one counts: a failure that nobody waited for may come before the end.
      if (running !== null) answer(head.id, { __proto__: null, ...outcome, dropped: written.dropped() });
    };
    return void run(head.params, { ...parts, console: written.console });
  }
  const call = get(waiting, head.id);
  if (call === undefined) return;
  remove(waiting, head.id);
  if (head.type === "result") call.resolve(head.value);
  else call.reject(head.error);
}

async function run({ source, input, tables, maxBytes }, { lock, plain, console, stats }) {
  const outcome = running;
  try {
    lock.offer("tables", deepFreeze(tables));
    lock.offer("input", input);
    lock.offer("stats", stats);
    lock.offer("console", console);
    lock.offer("query", (plan) => ask("query", plan));
    lock.offer("sql", (text) => ask("sql", text));
    lock.offer("columns", (table, names) => ask("columns", { table, names: names ?? null }));
    const module = `export default async () => {\n${source}\n};\n`;
    scriptUrl = createUrl(new Blob([module], { type: "text/javascript" }));
    const script = await import(scriptUrl);
    const { value, nulls } = plain.toPlain(await script.default(), maxBytes);
    // A promise that nobody waits for tells of its failure after the turn in which it failed.
    await new Promise((resolve) => later(resolve, 0));
    outcome({ ok: true, value, nulls });
  } catch (error) {
    const noResult = error instanceof plain.NoResult;
    outcome({
      ok: false,
      error: noResult ? { name: "NoResult", message: error.message, hint: error.hint } : describe(error),
    });
  }
}

/** Asks the host. The error is made here, so that it knows the line of the script. */
function ask(method, params) {
  const error = new Error("");
  return new Promise((resolve, reject) => {
    const id = nextId++;
    let text;
    try {
      text = stringify({ __proto__: null, type: "call", id, method, params });
    } catch {
      error.message = `What was given to ${method}() is not plain data`;
      return reject(error);
    }
    if (text.length > MAX_QUESTION) {
      error.message = `What was given to ${method}() is too long`;
      return reject(error);
    }
    const settle = (finish) => (value) => {
      open--;
      const next = shift(queue);
      if (next !== undefined) next();
      finish(value);
    };
    set(waiting, id, {
      resolve: settle(resolve),
      reject: settle((data) => {
        error.message = data.message;
        error.code = data.code;
        error.hint = data.hint;
        reject(error);
      }),
    });
    const send = () => {
      open++;
      post({ text, parts: [] });
    };
    if (open < MAX_OPEN) send();
    else push(queue, send);
  });
}

/** Tells the host; nobody waits for the answer. */
function tell(method, params) {
  post({ text: stringify({ __proto__: null, type: "call", id: nextId++, method, params }), parts: [] });
}

function answer(id, value) {
  running = null;
  post({ text: stringify({ __proto__: null, type: "result", id, value }), parts: [] });
}

/** An error as data. Whatever a script throws may lie about itself, so nothing of it is trusted to be what it seems. */
function describe(thrown) {
  const field = (name, longest = MAX_MESSAGE) => {
    try {
      const value = thrown[name];
      return typeof value === "string" && value !== "" ? slice(value, 0, longest) : undefined;
    } catch {
      return undefined;
    }
  };
  const isObject = typeof thrown === "object" && thrown !== null;
  const out = {
    name: isObject ? field("name") : undefined,
    message: isObject ? field("message") : undefined,
  };
  if (out.message === undefined) out.message = isObject ? "an object that is no error" : show(thrown);
  if (isObject) {
    out.code = field("code");
    out.hint = field("hint");
    const place = placeOf(field("stack", MAX_STACK) ?? "") ?? placeOf(out.message);
    if (place !== undefined) [out.line, out.column] = place;
  }
  return out;
}

function show(value) {
  try {
    return slice(String(value), 0, MAX_MESSAGE);
  } catch {
    return "a value that cannot be shown";
  }
}

/** The first line and column of the script that a text names. */
function placeOf(text) {
  const at = scriptUrl === "" ? -1 : indexOf(text, `${scriptUrl}:`);
  if (at < 0) return undefined;
  let rest = slice(text, at + scriptUrl.length + 1, at + scriptUrl.length + 24);
  const numbers = [];
  for (let i = 0; i < 2; i++) {
    const number = parseInt(rest, 10);
    if (!(number > 0)) return undefined;
    numbers[i] = number;
    rest = slice(rest, `${number}`.length + 1);
  }
  const line = numbers[0] - FIRST_LINE + 1;
  return line > 0 ? [line, numbers[1]] : undefined;
}

function deepFreeze(value) {
  if (typeof value !== "object" || value === null) return value;
  for (const key of keys(value)) deepFreeze(value[key]);
  return freeze(value);
}

function canGenerate() {
  try {
    return (async () => {}).constructor("return 1") !== undefined;
  } catch {
    return false;
  }
}
