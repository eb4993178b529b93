import { guessLegacy } from "./legacy_encoding.ts";

/** How bytes become text. */
export interface Encoding {
  /** A label that `TextDecoder` knows. */
  label: string;
  /** Bytes of the byte order mark. */
  mark: number;
  /** What the choice rests on: `mark` and `valid` are certain, `guess` is not. */
  basis: "mark" | "valid" | "guess";
}

/** The encoding that a byte order mark names. */
export function fromMark(bytes: Uint8Array): Encoding | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { label: "utf-8", mark: 3, basis: "mark" };
  if (a === 0xff && b === 0xfe) return { label: "utf-16le", mark: 2, basis: "mark" };
  if (a === 0xfe && b === 0xff) return { label: "utf-16be", mark: 2, basis: "mark" };
  return undefined;
}

/** UTF-16 without a mark shows as zero bytes on every second place. */
function fromZeros(bytes: Uint8Array): Encoding | undefined {
  const length = Math.min(bytes.length, 4096) & ~1;
  let even = 0, odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even++;
    if (bytes[index + 1] === 0) odd++;
  }
  const pairs = length / 2;
  if (pairs < 2) return undefined;
  if (odd > pairs * 0.4 && even < pairs * 0.05) return { label: "utf-16le", mark: 0, basis: "guess" };
  if (even > pairs * 0.4 && odd < pairs * 0.05) return { label: "utf-16be", mark: 0, basis: "guess" };
  return undefined;
}

/** True where the bytes are UTF-8; a character that is cut off at the end does not count against it. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The encoding of the bytes at the start of a file. */
export function detectEncoding(bytes: Uint8Array): Encoding {
  return fromMark(bytes) ?? fromZeros(bytes) ??
    (isUtf8(bytes) ? { label: "utf-8", mark: 0, basis: "valid" } : guessLegacy(bytes));
}

/** Decodes a file's chunks one after the other. */
export async function* decode(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<{ text: string; final: boolean }> {
  // The decoder takes the mark away by itself.
  const decoder = new TextDecoder(encoding.label);
  for await (const chunk of chunks) yield { text: decoder.decode(chunk, { stream: true }), final: false };
  yield { text: decoder.decode(), final: true };
}

const NAMES: Record<string, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 (little endian)",
  "utf-16be": "UTF-16 (big endian)",
  "windows-1252": "Windows-1252 (Western European)",
  "windows-1251": "Windows-1251 (Cyrillic)",
  "koi8-r": "KOI8-R (Cyrillic)",
  "shift_jis": "Shift JIS (Japanese)",
  "gb18030": "GB 18030 (Chinese)",
  "big5": "Big5 (Chinese)",
  "euc-kr": "EUC-KR (Korean)",
};

/** The encoding in words. */
export function encodingName(encoding: Encoding): string {
  return NAMES[encoding.label] ?? encoding.label;
}
