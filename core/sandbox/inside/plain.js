/**
 * Turns what a script returned into plain JSON, or says what in it is none. The host checks the outcome again; this side is here for
 * messages that name the place.
 *
 * Conversions: a Date becomes an ISO date or datetime (UTC), a BigInt a number or, past 2^53, its digits; a Map a record, a Set and a typed
 * array a list; undefined inside a value, NaN and infinities become null.
 *
 * @module
 */

const MAX_DEPTH = 6;
const MAX_FIELDS = 1000;
const { isArray } = Array;
const { isFinite: isFiniteNumber, isSafeInteger } = Number;
const { keys, getPrototypeOf } = Object;
const TypedArray = getPrototypeOf(Uint8Array);

/** Thrown where a value is no result. */
export class NoResult extends Error {
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}

/**
 * @param {number} maxBytes About so many bytes of JSON may come of it.
 * @returns {{value: unknown, nulls: number}} `nulls`: numbers that were none and became null. */
export function toPlain(returned, maxBytes) {
  const state = { nulls: 0, left: maxBytes };
  if (returned === undefined) {
    throw new NoResult("The script returned nothing", "End it with: return <the result>;");
  }
  if (typeof returned === "number" && !isFiniteNumber(returned)) {
    throw new NoResult(
      `The script returned ${returned}`,
      "Look for a division by zero or for text where a number was meant.",
    );
  }
  return { value: convert(returned, "the result", 0, state), nulls: state.nulls };
}

function convert(value, at, depth, state) {
  state.left -= typeof value === "string" ? value.length + 3 : 4;
  if (state.left < 0) {
    throw new NoResult("The result is larger than it may be", "Return fewer rows, or shorter texts.");
  }
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "undefined":
      return null;
    case "number":
      if (isFiniteNumber(value)) return value;
      state.nulls++;
      return null;
    case "bigint": {
      const number = Number(value);
      return isSafeInteger(number) ? number : String(value);
    }
    case "function":
      throw new NoResult(`${at} is a function`, "Return what the function gives: call it.");
    case "symbol":
      throw new NoResult(`${at} is a symbol`, "Return numbers, text, truth values or null.");
  }
  if (value === null) return null;
  if (depth >= MAX_DEPTH) {
    throw new NoResult(`${at} is nested too deep`, "Return a flat record, or a list of flat records.");
  }
  if (value instanceof Date) return ofDate(value, state);
  if (value instanceof Promise) {
    throw new NoResult(`${at} is a promise`, "Write await before the call that gives it.");
  }
  if (value instanceof Map) return record([...value], at, depth, state);
  if (value instanceof Set || value instanceof TypedArray) return list([...value], at, depth, state);
  if (isArray(value)) return list(value, at, depth, state);
  if (value instanceof Number || value instanceof String || value instanceof Boolean) {
    return convert(value.valueOf(), at, depth, state);
  }
  const names = keys(value);
  if (names.length > MAX_FIELDS) {
    throw new NoResult(`${at} is a record of ${names.length} fields`, "Return a list of records instead.");
  }
  return record(names.map((name) => [name, value[name]]), at, depth, state);
}

function list(values, at, depth, state) {
  const out = [];
  for (let i = 0; i < values.length; i++) out[i] = convert(values[i], `${at}[${i}]`, depth + 1, state);
  return out;
}

function record(entries, at, depth, state) {
  const out = { __proto__: null };
  for (const [key, value] of entries) {
    const name = String(key);
    if (name === "__proto__") {
      throw new NoResult(`${at} has a field "__proto__"`, "Give the field another name.");
    }
    out[name] = convert(value, `${at}.${name}`, depth + 1, state);
  }
  return out;
}

function ofDate(date, state) {
  if (!isFiniteNumber(date.getTime())) {
    state.nulls++;
    return null;
  }
  const text = date.toISOString();
  if (text.endsWith("T00:00:00.000Z")) return text.slice(0, -14);
  return text.endsWith(".000Z") ? text.slice(0, -5) : text.slice(0, -1);
}
