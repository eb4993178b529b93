/** Bytes that say that a file is no text. */
const SIGNATURES: { bytes: number[]; at?: number; what: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: "a ZIP archive (perhaps an Excel or Word file)" },
  { bytes: [0x50, 0x4b, 0x05, 0x06], what: "an empty ZIP archive" },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: "a PDF document" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: "a PNG image" },
  { bytes: [0xff, 0xd8, 0xff], what: "a JPEG image" },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: "a GIF image" },
  { bytes: [0x1f, 0x8b], what: "a gzip archive" },
  { bytes: [0x42, 0x5a, 0x68], what: "a bzip2 archive" },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: "a Zstandard archive" },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: "a 7-Zip archive" },
  { bytes: [0xfd, 0x37, 0x7a, 0x58], what: "an XZ archive" },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: "a RAR archive" },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: "a Parquet file" },
  { bytes: [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], what: "an Arrow file" },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], what: "an SQLite database" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: "an old Excel or Word file" },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: "a program" },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], what: "an RTF document" },
];

/** Something in a file that is no text, and where. */
export interface Binary {
  what: string;
  position: number;
}

/** What a file's first bytes say it is where it is no text; `utf16` allows zero bytes. */
export function findBinary(bytes: Uint8Array, utf16: boolean): Binary | undefined {
  for (const { bytes: mark, what } of SIGNATURES) {
    // The short marks could start a text: there the bytes that follow must be no text either.
    if (!mark.every((byte, index) => bytes[index] === byte)) continue;
    if (mark[0]! < 0x7b && mark.length < 4 && bytes[0] !== 0x1f && controls(bytes).count === 0) continue;
    return { what, position: 0 };
  }
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 512)).replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart();
  if (/^<(!doctype\s+html|html[\s>])/i.test(start)) return { what: "a web page (HTML)", position: 0 };
  if (/^<\?xml\s/i.test(start)) return { what: "an XML document", position: 0 };
  if (utf16) return undefined;
  const { zero, count, first } = controls(bytes);
  if (zero >= 0) return { what: "binary data", position: zero };
  if (count > bytes.length * 0.02 && count > 8) return { what: "binary data", position: first };
  return undefined;
}

/** Control characters other than tab, line ends, form feed, the end mark of old systems, and escape. */
function controls(bytes: Uint8Array): { zero: number; count: number; first: number } {
  let count = 0, first = -1;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]!;
    if (byte >= 32 ? byte !== 127 : (byte >= 9 && byte <= 13) || byte === 26 || byte === 27) continue;
    if (byte === 0) return { zero: index, count: count + 1, first: first < 0 ? index : first };
    if (first < 0) first = index;
    count++;
  }
  return { zero: -1, count, first };
}
