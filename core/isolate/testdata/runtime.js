// A runtime for the tests of `core/isolate`: serves the exports of one module, and lets them call the host.
const waiting = new Map();
let next = 1;

globalThis.callHost = (method, params) =>
  new Promise((resolve, reject) => {
    waiting.set(next, { resolve, reject });
    postMessage({ text: JSON.stringify({ type: "call", id: next++, method, params }), parts: [] });
  });

export default function serve(methods) {
  addEventListener("message", async ({ data }) => {
    const { type, id, method, params, value, error } = JSON.parse(data.text);
    if (type === "result") return waiting.get(id).resolve({ value, parts: data.parts });
    if (type === "error") return waiting.get(id).reject(error);
    if (type !== "call") return;
    let head;
    try {
      head = { type: "result", id, value: method === "ready" ? "loaded" : await methods[method](params, data.parts) };
    } catch (thrown) {
      head = { type: "error", id, error: { code: "plugin.failed", message: String(thrown.message) } };
    }
    postMessage({ text: JSON.stringify(head), parts: [] });
  });
}
