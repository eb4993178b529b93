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

/** A piece of text, and how many of its characters were restored. */
export interface TextPiece {
  text: string;
  final: boolean;
  restored: number;
}

/** Bytes that are not valid in the encoding that they were thought to have. */
export class BrokenText extends Error {
  constructor(readonly chunk: Uint8Array) {
    super("not valid in this encoding");
    this.name = "BrokenText";
  }
}

/** Decodes a file's chunks one after the other. With `fatal`, throws {@linkcode BrokenText} where bytes are not valid. */
export async function* decode(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  fatal = false,
): AsyncGenerator<TextPiece> {
  // The decoder takes the mark away by itself.
  const decoder = new TextDecoder(encoding.label, { fatal });
  const read = (chunk: Uint8Array, final: boolean): TextPiece => {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: !final });
    } catch {
      throw new BrokenText(chunk);
    }
    return { ...restore(text), final };
  };
  for await (const chunk of chunks) yield read(chunk, false);
  yield read(new Uint8Array(0), true);
}

/**
 * Restores quotes, dashes and the euro sign where a program took Windows-1252 for Latin-1 before it wrote UTF-8: what then stands there are control
 * characters that no text has. Such a character behind an accented letter is something else, see {@linkcode isGarbled}, and stays.
 */
export function restore(text: string): { text: string; restored: number } {
  let restored = 0;
  if (!LOST.test(text)) return { text, restored };
  const whole = text.replace(LOST_OR_GARBLED, (found) => {
    if (found.length > 1) return found;
    restored++;
    return WESTERN.decode(Uint8Array.of(found.charCodeAt(0)));
  });
  return { text: whole, restored };
}

/** True where UTF-8 was taken for another encoding before the file was written: `Ã©` for `é`. */
export function isGarbled(text: string): boolean {
  return /[\u00c2\u00c3][\u0080-\u00bf]|\u00e2(?:[\u0080-\u0085][\u0080-\u00bf]|\u20ac[\u2013\u2014\u2018-\u201d\u2122\u0153\u00a6])/
    .test(text);
}

const LOST = /[\u0080\u0082-\u0084\u0086-\u008c\u008e\u0091-\u009c\u009e\u009f]/;
const LOST_OR_GARBLED = new RegExp(`[\\u00c2-\\u00f4][\\u0080-\\u00bf]+|${LOST.source}`, "g");
const WESTERN = new TextDecoder("windows-1252");

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
