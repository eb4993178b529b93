import { type ImportNote, NexusError } from "nexus";

/** How bytes become text: a label that `TextDecoder` knows, and whether that is certain. */
export interface Encoding {
  label: string;
  certain: boolean;
}

/** The encoding of a text, by its mark, its zero bytes, its validity as UTF-8, or in doubt by its letters. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return { label: "utf-16le", certain: true };
  if (a === 0xfe && b === 0xff) return { label: "utf-16be", certain: true };
  const zeros = [0, 0];
  const sample = bytes.subarray(0, 4096);
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2]!++;
  const pairs = sample.length / 2;
  if (zeros[1]! > pairs * 0.4 && zeros[0]! < pairs * 0.05) return { label: "utf-16le", certain: false };
  if (zeros[0]! > pairs * 0.4 && zeros[1]! < pairs * 0.05) return { label: "utf-16be", certain: false };
  return isUtf8(bytes) ? { label: "utf-8", certain: true } : { label: legacy(bytes), certain: false };
}

/** PDF, ZIP, PNG, JPEG, programs, old Office files, RTF. */
const SIGNATURES = [
  "%PDF-",
  "PK\x03\x04",
  "\x89PNG",
  "\xff\xd8\xff",
  "\x7fELF",
  "\xd0\xcf\x11\xe0",
  "{\\rtf",
];

/** Zero bytes, or many control characters, and the signs of archives and pictures. */
export function isBinary(bytes: Uint8Array, { label }: Encoding): boolean {
  if (label.startsWith("utf-16")) return false;
  const signature = new TextDecoder("latin1").decode(bytes.subarray(0, 8));
  if (SIGNATURES.some((start) => signature.startsWith(start))) return true;
  let control = 0;
  for (const byte of bytes) {
    if (byte === 0) return true;
    if (byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 26 && byte !== 27) control++;
  }
  return control > 8 && control > bytes.length * 0.02;
}

/** The text of a file, with a note where its encoding is a choice. Throws `NexusError("file.unreadable")` where it is no text. */
export function decode(bytes: Uint8Array, name: string): { text: string; notes: ImportNote[] } {
  const encoding = encodingOf(bytes);
  if (isBinary(bytes, encoding)) {
    throw new NexusError("file.unreadable", `Cannot read "${name}" as text: it holds binary data`, {
      hint: "Give the file the extension of what it is.",
    });
  }
  const text = new TextDecoder(encoding.label).decode(bytes);
  if (encoding.label === "utf-8") return { text, notes: [] };
  const message = encoding.certain
    ? `The text is in ${encoding.label.toUpperCase()}.`
    : `The text was taken for ${encoding.label.toUpperCase()}: it is not valid UTF-8.`;
  return { text, notes: [{ level: "choice", topic: "encoding", message }] };
}

/** A character that is cut off at the end does not count against it. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Cyrillic text has long runs of high bytes, Western text single ones; Japanese text is valid as Shift JIS and has kana. */
function legacy(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 65536);
  let high = 0, runs = 0;
  for (const [index, byte] of sample.entries()) {
    if (byte < 0x80) continue;
    high++;
    if ((sample[index - 1] ?? 0) < 0x80) runs++;
  }
  if (high / Math.max(1, runs) < 1.8 || high < 8) return "windows-1252";
  try {
    const text = new TextDecoder("shift_jis", { fatal: true }).decode(sample, { stream: true });
    if ((text.match(/[\u3041-\u30ff]/g)?.length ?? 0) > high * 0.1) return "shift_jis";
  } catch {
    // It is not that.
  }
  const letters = sample.reduce((sum, byte) => byte >= 0xc0 ? sum + 1 : sum, 0);
  return letters > high * 0.85 ? "windows-1251" : "windows-1252";
}
