import { configure, type FileEntry, Reader, ZipReader } from "@zip.js/zip.js";
import { NexusError, type Source } from "nexus";
import { damaged, otherKind, tooLarge } from "./failure.ts";

const MAX_ENTRIES = 20_000;
/** A part that unpacks to more of its packed size than this, and is not small, was made to fill memory: sheets reach about 60. */
const MAX_RATIO = 300;
const SMALL = 32 * 1024 * 1024;
/** All parts together; a part counts each time that it is read. */
const MAX_UNPACKED = 12 * 1024 * 1024 * 1024;
const CHUNK = 1024 * 1024;

configure({ useWebWorkers: false, useCompressionStream: true, chunkSize: CHUNK });

class SourceReader extends Reader<Source> {
  readonly #source: Source;

  constructor(source: Source) {
    super(source);
    this.#source = source;
    this.size = source.size;
  }

  override readUint8Array(index: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#source.slice(index, index + length) as Promise<Uint8Array<ArrayBuffer>>;
  }
}

/** The parts of a workbook, each unpacked as it is read. */
export class Archive {
  readonly file: string;
  readonly #entries: Map<string, FileEntry>;
  #unpacked = 0;

  private constructor(file: string, entries: Map<string, FileEntry>) {
    this.file = file;
    this.#entries = entries;
  }

  /** @throws NexusError `file.unreadable` where the directory of the archive is damaged or missing. */
  static async open(source: Source): Promise<Archive> {
    const entries = new Map<string, FileEntry>();
    const reader = new ZipReader(new SourceReader(source));
    try {
      for await (const entry of reader.getEntriesGenerator()) {
        if (entries.size >= MAX_ENTRIES) throw tooLarge(source.name, `it has more than ${MAX_ENTRIES} parts`);
        if (!entry.directory) entries.set(partKey(entry.filename), entry);
      }
    } catch (error) {
      throw asFailure(error, source.name);
    }
    return new Archive(source.name, entries);
  }

  /** Names of the parts, in lower case. */
  get parts(): Iterable<string> {
    return this.#entries.keys();
  }

  has(part: string): boolean {
    return this.#entries.has(partKey(part));
  }

  /** Bytes of a part when unpacked, as the archive's directory says. */
  sizeOf(part: string): number {
    return this.#entries.get(partKey(part))?.uncompressedSize ?? 0;
  }

  /**
   * The bytes of a part, held against its size and checksum.
   *
   * @throws NexusError `file.unreadable` where the part is missing or damaged, `file.too_large` where it unpacks to more than `limit` bytes.
   */
  async *bytes(part: string, limit: number): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(partKey(part));
    if (entry === undefined) throw damaged(this.file, "a part of it is missing", part);
    if (entry.encrypted) throw otherKind(this.file, "encrypted", "Save it without a password and try again.");
    this.#check(entry, entry.uncompressedSize, limit);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const stop = new AbortController();
    const reader = readable.getReader();
    // Where unpacking fails, the stream may be left open: its reader is told here.
    const failed = Promise.withResolvers<never>();
    failed.promise.catch(() => {});
    const unpacked = entry.getData(writable, { checkSignature: true, signal: stop.signal });
    unpacked.catch(failed.reject);
    let size = 0;
    try {
      for (;;) {
        const { done, value } = await Promise.race([reader.read(), failed.promise]);
        if (done) break;
        size += value.length;
        this.#unpacked += value.length;
        if (this.#unpacked > MAX_UNPACKED) throw tooLarge(this.file, "it unpacks to more than 12 GB");
        this.#check(entry, size, limit);
        yield value;
      }
      await unpacked;
    } catch (error) {
      throw asFailure(error, this.file, entry.filename);
    } finally {
      stop.abort();
      reader.cancel().catch(() => {});
    }
    if (size !== entry.uncompressedSize) {
      throw damaged(this.file, "a part has another size than it says", part);
    }
  }

  #check({ filename, compressedSize }: FileEntry, size: number, limit: number): void {
    if (size > limit) {
      throw tooLarge(this.file, `its part ${filename} has more than ${Math.round(limit / CHUNK)} MB`);
    }
    if (size > SMALL && size > compressedSize * MAX_RATIO) {
      throw tooLarge(
        this.file,
        `its part ${filename} has ${compressedSize} bytes and unpacks to more than ${MAX_RATIO} times as many`,
      );
    }
  }
}

/** Names of parts are compared without case and without a slash in front. */
function partKey(path: string): string {
  return path.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
}

function asFailure(error: unknown, file: string, part?: string): NexusError {
  if (error instanceof NexusError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  if (/end of central directory/i.test(reason)) {
    return damaged(file, "its end is missing, so that it was not saved or copied in full", part, error);
  }
  return damaged(file, `the archive is damaged: ${reason.replace(/\.$/, "")}`, part, error);
}
