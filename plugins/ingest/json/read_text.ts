import { NexusError, type Source } from "nexus";

/** The encoding of a JSON file: UTF-8, or UTF-16 by its mark or its zero bytes. */
export function detectEncoding(head: Uint8Array): string {
  const [a, b] = head;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  // JSON starts with a character of ASCII.
  if (a === 0 && b !== 0 && head.length > 1) return "utf-16be";
  if (a !== 0 && b === 0) return "utf-16le";
  return "utf-8";
}

/** The file's text in pieces. Throws `NexusError("file.unreadable")` with the position of the first byte that is no text. */
export async function* textPieces(source: Source, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let done = 0;
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw notText(source, encoding, done + (chunk === undefined ? 0 : firstBad(chunk, encoding)));
    }
  };
  for await (const chunk of source.stream()) {
    yield decode(chunk);
    done += chunk.length;
  }
  yield decode();
}

/** The whole text of a file. */
export async function wholeText(source: Source, encoding: string): Promise<string> {
  let text = "";
  for await (const piece of textPieces(source, encoding)) text += piece;
  return text;
}

function notText(source: Source, encoding: string, position: number): NexusError {
  const name = encoding === "utf-8" ? "UTF-8" : "UTF-16";
  return new NexusError(
    "file.unreadable",
    `Cannot read "${source.name}" as JSON: byte ${position} is not valid ${name}.`,
    {
      hint:
        "JSON is text in UTF-8. Save the file in that encoding; if it is no text at all, give it the extension of what it is.",
      details: { position },
    },
  );
}

/** About where a chunk stops being valid: the longest valid beginning, found by halving. */
function firstBad(chunk: Uint8Array, encoding: string): number {
  let good = 0, bad = chunk.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder(encoding, { fatal: true }).decode(chunk.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}
