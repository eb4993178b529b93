import { NexusError, type Source } from "nexus";
import { detectDialect, type DialectFound } from "./detect_dialect.ts";
import { detectEncoding, type Encoding, isUtf8, restore } from "./encoding.ts";
import { guessLegacy } from "./legacy_encoding.ts";
import { findBinary } from "./signature.ts";

/** Files up to this size are read as a whole before anything is decided. */
export const WHOLE = 4 * 1024 * 1024;
const HEAD = 1024 * 1024;

/** A file whose encoding and dialect are known. */
export interface OpenFile {
  source: Source;
  encoding: Encoding;
  found: DialectFound;
  /** The start of the text; all of it where `whole`. */
  text: string;
  whole: boolean;
  /** Bytes that are not valid in the encoding: they read as U+FFFD. */
  damaged: boolean;
  /** Characters restored so far. */
  restored: number;
}

/** Bytes of a source in chunks, from memory where they are there. */
export async function* chunks(source: Source): AsyncGenerator<Uint8Array> {
  if (source.size <= WHOLE) yield await source.slice(0, source.size);
  else yield* source.stream();
}

/** Opens a file: refuses what is empty or no text, and finds encoding and dialect from its start. */
export async function openFile(source: Source): Promise<OpenFile> {
  if (source.size === 0) throw new NexusError("file.empty", `"${source.name}" is empty: it has no bytes.`);
  const whole = source.size <= WHOLE;
  const bytes = await source.slice(0, whole ? source.size : HEAD);
  let encoding = detectEncoding(bytes);
  const binary = findBinary(bytes, encoding.label.startsWith("utf-16"));
  if (binary !== undefined) {
    throw new NexusError(
      "file.unreadable",
      `Cannot read "${source.name}" as a table: it looks like ${binary.what} (byte ${binary.position}).`,
      {
        hint: "Export the data as CSV, or give the file the extension of what it is.",
        details: { position: binary.position, looksLike: binary.what },
      },
    );
  }
  let damaged = encoding.basis === "mark" && encoding.label === "utf-8" && whole && !isUtf8(bytes);
  if (encoding.basis === "guess" && mostlyUtf8(bytes)) {
    encoding = { label: "utf-8", mark: 0, basis: "guess" };
    damaged = true;
  }
  const { text, restored } = restore(new TextDecoder(encoding.label).decode(bytes, { stream: !whole }));
  if (/^[\s\ufeff]*$/.test(text) && whole) {
    throw new NexusError("file.empty", `"${source.name}" is empty: it has only blank space.`);
  }
  const prefer = /\.(tsv|tab)$/i.test(source.name)
    ? "\t"
    : /\.psv$/i.test(source.name)
    ? "|"
    : /\.csv$/i.test(source.name)
    ? ","
    : "";
  return { source, encoding, found: detectDialect(text, prefer), text, whole, damaged, restored };
}

/** The file with another encoding, after a chunk of it has shown not to be UTF-8. */
export async function reconsider(file: OpenFile, broken: Uint8Array): Promise<OpenFile> {
  // One broken place in a file that says it is UTF-8, or has proven to be, does not make it another encoding.
  if (file.encoding.basis === "mark" || hasMultibyte(await file.source.slice(0, HEAD))) {
    return { ...file, damaged: true };
  }
  return { ...file, encoding: guessLegacy(broken) };
}

function hasMultibyte(bytes: Uint8Array): boolean {
  return isUtf8(bytes) && bytes.some((byte) => byte >= 0x80);
}

/** True where nearly all bytes beyond ASCII form UTF-8 characters. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder("utf-8").decode(bytes.subarray(0, HEAD), { stream: true });
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  // deno-lint-ignore no-control-regex
  const good = text.match(/[^\x00-\x7f\ufffd]/g)?.length ?? 0;
  return good > 20 && broken * 20 < good;
}
