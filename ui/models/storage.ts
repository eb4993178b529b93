/** Reads a JSON value that was stored in the browser; the fallback where there is none or storage is closed. */
export function readStored<T>(key: string, fallback: T, area: "local" | "session" = "session"): T {
  try {
    const text = storageOf(area)?.getItem(key);
    return text == null ? fallback : JSON.parse(text) as T;
  } catch {
    return fallback;
  }
}

/** Stores a JSON value in the browser, where that is allowed. */
export function store(key: string, value: unknown, area: "local" | "session" = "session"): void {
  try {
    storageOf(area)?.setItem(key, JSON.stringify(value));
  } catch {
    // Closed or full storage: the page works without it.
  }
}

function storageOf(area: "local" | "session"): Storage | undefined {
  if (typeof document === "undefined") return undefined;
  return area === "local" ? globalThis.localStorage : globalThis.sessionStorage;
}
