/** One event of a stream, as it was sent. */
export interface SseMessage {
  id: string;
  event: string;
  data: string;
}

/**
 * Takes the text of an event stream in pieces and gives back the events that are complete
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html). Pieces may break anywhere, also inside a line end.
 */
export class SseParser {
  #rest = "";
  #id = "";
  #event = "";
  #data: string[] = [];
  /** Milliseconds to wait before connecting again, where the server said so. */
  retry: number | null = null;

  /** Adds a piece of the stream. */
  push(text: string): SseMessage[] {
    const messages: SseMessage[] = [];
    const all = this.#rest + text;
    // A "\r" at the very end may be the first half of "\r\n": it waits for the next piece.
    const end = all.endsWith("\r") ? all.length - 1 : all.length;
    const lines = all.slice(0, end).split(/\r\n|\n|\r/);
    this.#rest = (lines.pop() ?? "") + all.slice(end);
    for (const line of lines) {
      const message = this.#line(line);
      if (message) messages.push(message);
    }
    return messages;
  }

  #line(line: string): SseMessage | null {
    if (line === "") return this.#dispatch();
    if (line.startsWith(":")) return null;
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") this.#data.push(value);
    else if (field === "event") this.#event = value;
    else if (field === "id" && !value.includes("\0")) this.#id = value;
    else if (field === "retry" && /^\d+$/.test(value)) this.retry = Number(value);
    return null;
  }

  #dispatch(): SseMessage | null {
    const data = this.#data;
    const event = this.#event || "message";
    this.#data = [];
    this.#event = "";
    return data.length === 0 ? null : { id: this.#id, event, data: data.join("\n") };
  }
}
