/**
 * Reads members of a ZIP archive by its directory, with every length and checksum held against what is there: a wrong bit or an
 * archive that unpacks to gigabytes is an error, not a text.
 *
 * @module
 */
import { Inflate } from "fflate";
import type { Source } from "nexus";
import { Crc32 } from "./crc32.ts";

/** Why an archive cannot be read. */
export class ZipError extends Error {
  constructor(readonly reason: "truncated" | "damaged" | "encrypted" | "too large", message: string) {
    super(message);
  }
}

/** A member as the directory describes it. */
export interface ZipEntry {
  name: string;
  method: number;
  encrypted: boolean;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65535;
const END64_SIGNATURE = 0x06064b50;
const LOCATOR64_SIGNATURE = 0x07064b50;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const MAX_ENTRIES = 100_000;
const MAX_DIRECTORY = 32 * 1024 * 1024;
const CHUNK = 1 << 16;

/** The directory of an archive. */
export async function readDirectory(source: Source): Promise<Map<string, ZipEntry>> {
  const { offset, bytes, count } = await findDirectory(source);
  if (count > MAX_ENTRIES || bytes > MAX_DIRECTORY) {
    throw new ZipError("too large", `it has ${count} parts`);
  }
  if (offset + bytes > source.size) throw new ZipError("damaged", "its directory lies outside of it");
  const directory = await source.slice(offset, offset + bytes);
  const view = viewOf(directory);
  const entries = new Map<string, ZipEntry>();
  for (let at = 0, index = 0; index < count; index++) {
    if (at + ENTRY_BYTES > view.byteLength || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw new ZipError("damaged", "its directory is not complete");
    }
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((place) =>
      view.getUint16(at + place, true)
    ) as [number, number, number];
    const start = at + ENTRY_BYTES;
    const end = start + nameBytes + extraBytes;
    if (end > directory.length) throw new ZipError("damaged", "its directory is not complete");
    const entry = entryOf(view, at, directory.subarray(start, start + nameBytes));
    widen(entry, viewOf(directory.subarray(start + nameBytes, end)));
    entries.set(entry.name, entry);
    at = end + commentBytes;
  }
  return entries;
}

/** The bytes of a member; more than `most` are an error, whatever the directory says. */
export async function readEntry(source: Source, entry: ZipEntry, most: number): Promise<Uint8Array> {
  if (entry.encrypted) throw new ZipError("encrypted", `the part "${entry.name}" is encrypted`);
  if (entry.size > most) {
    throw new ZipError("too large", `the part "${entry.name}" unpacks to more than ${most >> 20} MB`);
  }
  const head = viewOf(await source.slice(entry.offset, entry.offset + LOCAL_BYTES));
  if (head.byteLength < LOCAL_BYTES || head.getUint32(0, true) !== LOCAL_SIGNATURE) {
    throw new ZipError("damaged", `the part "${entry.name}" is not where the directory says`);
  }
  const start = entry.offset + LOCAL_BYTES + head.getUint16(26, true) + head.getUint16(28, true);
  const packed = await source.slice(start, start + entry.packed);
  if (packed.length < entry.packed) {
    throw new ZipError("truncated", `the part "${entry.name}" is not complete`);
  }
  const bytes = unpack(packed, entry);
  if (bytes.length !== entry.size || new Crc32().add(bytes).value !== entry.crc) {
    throw new ZipError("damaged", `the part "${entry.name}" has another checksum than it should`);
  }
  return bytes;
}

function unpack(packed: Uint8Array, { name, method, size }: ZipEntry): Uint8Array {
  if (method === 0) return packed;
  if (method !== 8) throw new ZipError("damaged", `the part "${name}" is packed by method ${method}`);
  const bytes = new Uint8Array(size);
  let filled = 0;
  const inflate = new Inflate((chunk) => {
    if (filled + chunk.length > size) {
      throw new ZipError("damaged", `the part "${name}" unpacks to more than the directory says`);
    }
    bytes.set(chunk, filled);
    filled += chunk.length;
  });
  try {
    for (let at = 0; at < packed.length; at += CHUNK) {
      inflate.push(packed.subarray(at, at + CHUNK), at + CHUNK >= packed.length);
    }
  } catch (error) {
    if (error instanceof ZipError) throw error;
    throw new ZipError("damaged", `the part "${name}" cannot be unpacked`);
  }
  return bytes.subarray(0, filled);
}

async function findDirectory(source: Source): Promise<{ offset: number; bytes: number; count: number }> {
  const from = Math.max(0, source.size - END_BYTES - LONGEST_COMMENT);
  const tail = viewOf(await source.slice(from, source.size));
  let at = tail.byteLength - END_BYTES;
  while (at >= 0 && tail.getUint32(at, true) !== END_SIGNATURE) at--;
  if (at < 0) throw new ZipError("truncated", "it has no end");
  const end = {
    count: tail.getUint16(at + 10, true),
    bytes: tail.getUint32(at + 12, true),
    offset: tail.getUint32(at + 16, true),
  };
  if (end.count !== 0xffff && end.bytes !== 0xffffffff && end.offset !== 0xffffffff) return end;
  if (at < 20 || tail.getUint32(at - 20, true) !== LOCATOR64_SIGNATURE) return end;
  const place = Number(tail.getBigUint64(at - 12, true));
  const large = viewOf(await source.slice(place, place + 56));
  if (large.byteLength < 56 || large.getUint32(0, true) !== END64_SIGNATURE) {
    throw new ZipError("damaged", "its directory cannot be found");
  }
  return {
    count: Number(large.getBigUint64(32, true)),
    bytes: Number(large.getBigUint64(40, true)),
    offset: Number(large.getBigUint64(48, true)),
  };
}

function entryOf(view: DataView, at: number, name: Uint8Array): ZipEntry {
  return {
    // Some programs part folders by backslashes.
    name: new TextDecoder().decode(name).replaceAll("\\", "/"),
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
}

/** Lengths that 32 bits do not hold stand in an extra field. */
function widen(entry: ZipEntry, extra: DataView): void {
  for (let at = 0; at + 4 <= extra.byteLength;) {
    const [id, length] = [extra.getUint16(at, true), extra.getUint16(at + 2, true)];
    if (id === 1) {
      let place = at + 4;
      for (const key of ["size", "packed", "offset"] as const) {
        if (entry[key] !== 0xffffffff || place + 8 > extra.byteLength) continue;
        entry[key] = Number(extra.getBigUint64(place, true));
        place += 8;
      }
    }
    at += 4 + length;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
