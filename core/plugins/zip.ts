/**
 * Archives: written the same way every time, read with everything checked before anything is unpacked.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";

/** A packed plugin is at most this large, and so are its files together. */
export const MAX_ARCHIVE_BYTES = 32 * 1024 * 1024;
const MAX_CONTENT_BYTES = 64 * 1024 * 1024;
const MAX_ENTRIES = 2000;
const SEGMENT = /^[\p{L}\p{N}_][\p{L}\p{N}._ +@()-]*$/u;
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** One file of an archive, as its directory tells. */
interface Entry {
  path: string;
  method: number;
  packed: number;
  size: number;
  at: number;
}

/** The bytes of an archive; the same files give the same bytes everywhere. */
export async function writeZip(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const { zipSync } = await import("fflate"); // reading needs none of it
  const sorted = [...files].sort(([a], [b]) => a < b ? -1 : 1);
  // A local date, for that is what the format holds: in every zone the same bytes.
  const options = { mtime: new Date(1980, 0, 1), os: 3, attrs: 0o100644 << 16, level: 9 } as const;
  return zipSync(Object.fromEntries(sorted.map(([path, bytes]) => [path, [bytes, options]])));
}

/**
 * The files of an archive by their paths.
 *
 * @throws {NexusError} `plugin.invalid` for what is no plain archive of plain files: links, paths that lead out, names that come twice,
 * sizes that are not true, or more than a plugin can have.
 */
export async function readZip(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  if (bytes.length > MAX_ARCHIVE_BYTES) throw refuse(`it is larger than ${MAX_ARCHIVE_BYTES >> 20} MB`);
  const entries = readDirectory(bytes);
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) files.set(entry.path, await unpack(bytes, entry));
  return files;
}

/** The central directory, checked as a whole: nothing is unpacked where it is wrong. */
function readDirectory(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) {
    throw refuse("it is one part of several");
  }
  if (count === 0xffff || start === 0xffffffff) throw refuse("it is in the format for large archives");
  if (count > MAX_ENTRIES) throw refuse(`it has more than ${MAX_ENTRIES} files`);
  if (start + view.getUint32(end + 12, true) !== end) throw refuse("its directory is damaged");
  const entries: Entry[] = [];
  const names = new Set<string>();
  let total = 0;
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw refuse("its directory is damaged");
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    const path = decodeName(bytes.subarray(at + 46, at + 46 + nameLength));
    const entry = {
      path,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    };
    checkPath(path);
    checkType(path, view.getUint16(at + 4, true) >> 8, view.getUint32(at + 38, true) >>> 16);
    if ((view.getUint16(at + 8, true) & 1) !== 0) throw refuse(`"${path}" is encrypted`);
    if (entry.method !== 0 && entry.method !== 8) throw refuse(`"${path}" is packed in an unknown way`);
    const folded = path.normalize("NFC").toLowerCase();
    if (names.has(folded)) throw refuse(`it has "${path}" twice`);
    names.add(folded);
    total += entry.size;
    if (total > MAX_CONTENT_BYTES) {
      throw refuse(`its files have more than ${MAX_CONTENT_BYTES >> 20} MB when they are unpacked`);
    }
    entries.push(entry);
    at += 46 + nameLength + extra + comment;
  }
  if (at !== end) throw refuse("its directory is damaged");
  return checkPlaces(view, entries, start);
}

function findEnd(view: DataView): number {
  // A comment may follow; it must end where the archive does.
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (
      view.getUint32(at, true) === 0x06054b50 && at + 22 + view.getUint16(at + 20, true) === view.byteLength
    ) {
      return at;
    }
  }
  throw refuse("it is not a zip archive, or it is cut off");
}

/** Moves each entry from its header to its bytes; two that share bytes are one of the bombs. */
function checkPlaces(view: DataView, entries: Entry[], end: number): Entry[] {
  const placed = entries.map((entry) => {
    if (entry.at + 30 > end || view.getUint32(entry.at, true) !== 0x04034b50) {
      throw refuse(`"${entry.path}" is not where the directory says`);
    }
    const [nameLength, extra] = [view.getUint16(entry.at + 26, true), view.getUint16(entry.at + 28, true)];
    if (entry.at + 30 + nameLength > end) throw refuse(`"${entry.path}" is cut off`);
    const name = decodeName(new Uint8Array(view.buffer, view.byteOffset + entry.at + 30, nameLength));
    if (name !== entry.path || view.getUint16(entry.at + 8, true) !== entry.method) {
      throw refuse(`"${entry.path}" is not what the directory says`);
    }
    return { header: entry.at, entry: { ...entry, at: entry.at + 30 + nameLength + extra } };
  }).sort((a, b) => a.header - b.header);
  let free = 0;
  for (const { header, entry } of placed) {
    if (header < free) throw refuse(`"${entry.path}" lies over another file`);
    free = entry.at + entry.packed;
    if (free > end) throw refuse(`"${entry.path}" is cut off`);
  }
  return placed.map(({ entry }) => entry);
}

/** @throws {NexusError} `plugin.invalid` for a path that is not that of a plain file inside the plugin. */
export function checkPath(path: string): void {
  const good = path.length <= 200 &&
    path.split("/").every((part) => SEGMENT.test(part) && !/[. ]$/.test(part) && !DEVICES.test(part));
  if (!good) throw refuse(`${JSON.stringify(path)} is no path inside a plugin`);
}

function checkType(path: string, system: number, mode: number): void {
  const type = mode & 0o170000;
  if (system === 3 && type !== 0 && type !== 0o100000) {
    throw refuse(`"${path}" is ${type === 0o120000 ? "a symbolic link" : "not a plain file"}`);
  }
}

function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refuse("the name of a file is not UTF-8");
  }
}

async function unpack(bytes: Uint8Array, { path, method, packed, size, at }: Entry): Promise<Uint8Array> {
  const source = bytes.subarray(at, at + packed);
  if (method === 0) {
    if (packed !== size) throw refuse(`"${path}" has another size than the directory says`);
    return source.slice();
  }
  const content = new Uint8Array(size);
  let filled = 0;
  try {
    const stream = new Blob([source as Uint8Array<ArrayBuffer>]).stream()
      .pipeThrough(new DecompressionStream("deflate-raw"));
    for await (const chunk of stream) {
      if (filled + chunk.length > size) throw new RangeError("more than the directory says");
      content.set(chunk, filled);
      filled += chunk.length;
    }
  } catch (cause) {
    throw refuse(`"${path}" cannot be unpacked: ${(cause as Error).message}`);
  }
  if (filled !== size) throw refuse(`"${path}" has another size than the directory says`);
  return content;
}

function refuse(what: string): NexusError {
  return new NexusError("plugin.invalid", `The archive cannot be used: ${what}`);
}
