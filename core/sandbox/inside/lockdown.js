/**
 * Takes everything from the worker that is not ECMAScript. Runs after our own modules were loaded and before the script is.
 *
 * @module
 */

/** What stays of the global scope. Neither shared memory nor WebAssembly: a script that computes needs neither. */
const KEPT = new Set([
  ...[
    "Object",
    "Function",
    "Array",
    "Number",
    "Boolean",
    "String",
    "Symbol",
    "BigInt",
    "Date",
    "RegExp",
    "Promise",
  ],
  ...[
    "Error",
    "AggregateError",
    "EvalError",
    "RangeError",
    "ReferenceError",
    "SyntaxError",
    "TypeError",
    "URIError",
  ],
  ...[
    "ArrayBuffer",
    "DataView",
    "Uint8Array",
    "Int8Array",
    "Uint16Array",
    "Int16Array",
    "Uint32Array",
    "Int32Array",
  ],
  ...["Float16Array", "Float32Array", "Float64Array", "Uint8ClampedArray", "BigUint64Array", "BigInt64Array"],
  ...["Map", "Set", "WeakMap", "WeakSet", "Proxy", "Reflect", "Iterator", "JSON", "Math", "Intl", "Temporal"],
  ...[
    "SuppressedError",
    "DisposableStack",
    "AsyncDisposableStack",
    "globalThis",
    "undefined",
    "NaN",
    "Infinity",
  ],
  ...["parseFloat", "parseInt", "isFinite", "isNaN"],
  // The worker takes its messages in turns with it; without, it ends.
  "queueMicrotask",
  ...["decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent"],
]);

/** Objects whose own properties no script needs to change. Prototypes stay open: a frozen one makes `error.name = "x"` fail. */
const FROZEN = [
  "JSON",
  "Math",
  "Reflect",
  "Intl",
  "Object",
  "Array",
  "Number",
  "String",
  "Promise",
  "Date",
  "Map",
  "Set",
];

/**
 * @param {(reason: unknown) => void} onRejection Hears of promises that nobody waits for.
 * @returns {string[]} Names that could not be taken away.
 */
export function lockdown(onRejection) {
  const left = [];
  const dispatch = globalThis.dispatchEvent.bind(globalThis);
  for (
    let scope = globalThis;
    scope !== null && scope !== Object.prototype;
    scope = Object.getPrototypeOf(scope)
  ) {
    for (const name of Reflect.ownKeys(scope)) {
      // By two symbols on the scope itself the worker knows it again, and keeps its listeners.
      if (KEPT.has(name) || typeof name === "symbol" && typeof scope[name] !== "function") continue;
      if (!Reflect.deleteProperty(scope, name)) left.push(String(name));
    }
  }
  // The runtime of the worker looks for this name where it tells of messages and rejections.
  fix(globalThis, "dispatchEvent", (event) => {
    if (event.type !== "unhandledrejection") return dispatch(event);
    event.preventDefault();
    onRejection(event.reason);
    return false;
  });
  delete Error.captureStackTrace;
  fix(Error, "prepareStackTrace", undefined);
  fix(Error, "stackTraceLimit", 50);
  for (const name of FROZEN) Object.freeze(globalThis[name]);
  return left;
}

/** Gives the script a name that it cannot change; its own variables may still have the same name. */
export function offer(name, value) {
  fix(globalThis, name, value);
}

function fix(target, name, value) {
  Object.defineProperty(target, name, { value, writable: false, enumerable: false, configurable: false });
}
