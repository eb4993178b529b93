/**
 * The footer of a Parquet file: its schema and where its data are. The data themselves are read by the engine.
 *
 * @module
 */
import { type FileMetaData, parquetMetadata, parquetSchema, type SchemaTree } from "hyparquet";
import { NexusError, type Source } from "nexus";

const MAGIC_BYTES = 4;
/** Length and magic at the end. */
const END_BYTES = 8;
const MAX_FOOTER = 256 * 1024 * 1024;
const WHOLE = "Check that the file was written and copied in full.";

/** Reads the footer and makes something of its schema. Throws `NexusError("file.unreadable")` where the file is cut off, damaged or encrypted. */
export async function readFooter<T>(source: Source, make: (schema: SchemaTree) => T): Promise<T> {
  const { name, size } = source;
  const [head, end] = [
    await source.slice(0, MAGIC_BYTES),
    await source.slice(Math.max(0, size - END_BYTES), size),
  ];
  const [first, last] = [head, end.subarray(-MAGIC_BYTES)].map((bytes) =>
    new TextDecoder("latin1").decode(bytes)
  );
  if (first === "PARE" || last === "PARE") throw encrypted(name);
  if (first !== "PAR1") {
    throw failure(
      `"${name}" is no Parquet file: it does not begin as one`,
      "Give the file the extension of what it is.",
    );
  }
  if (last !== "PAR1" || size < MAGIC_BYTES + END_BYTES) {
    throw failure(`"${name}" is cut off: it does not end as a Parquet file does`, WHOLE);
  }
  const length = new DataView(end.buffer, end.byteOffset).getUint32(0, true);
  const start = size - END_BYTES - length;
  if (start < MAGIC_BYTES || length > MAX_FOOTER) throw damaged(name, "its footer lies outside of it");
  // The copy begins at the start of its buffer, as the reader wants it.
  const bytes = (await source.slice(start, size)).slice();
  try {
    const metadata = parquetMetadata(bytes.buffer);
    check(metadata, source);
    return make(parquetSchema(metadata));
  } catch (cause) {
    // Of a damaged footer anything can come, also numbers where there should be lists.
    throw cause instanceof NexusError ? cause : damaged(name, "its footer cannot be read", cause);
  }
}

function check(metadata: FileMetaData, { name, size }: Source): void {
  const groups = metadata.row_groups;
  const columns = groups.flatMap((group) => group.columns);
  if (
    columns.some(({ crypto_metadata, meta_data }) => crypto_metadata !== undefined || meta_data === undefined)
  ) {
    throw encrypted(name);
  }
  if (columns.some(({ file_path }) => file_path !== undefined)) {
    throw failure(
      `"${name}" holds no data itself: it points to other files`,
      "Add the files with the data, or write them as one.",
    );
  }
  const outside = columns.some(({ meta_data }) => {
    const { data_page_offset, total_compressed_size } = meta_data!;
    return data_page_offset < 0n || total_compressed_size < 0n ||
      data_page_offset + 0n > BigInt(size) || total_compressed_size > BigInt(size);
  });
  const rows = groups.reduce((sum, group) => sum + group.num_rows, 0n);
  if (outside || rows !== metadata.num_rows) throw damaged(name, "its footer does not agree with itself");
}

function encrypted(name: string): NexusError {
  return failure(
    `"${name}" is encrypted`,
    "Write it without encryption, with the key that it was written with, and add that.",
    { reason: "encrypted" },
  );
}

function damaged(name: string, what: string, cause?: unknown): NexusError {
  return failure(`"${name}" is damaged: ${what}`, WHOLE, { reason: "damaged" }, cause);
}

function failure(
  message: string,
  hint: string,
  details: Record<string, unknown> = {},
  cause?: unknown,
): NexusError {
  return new NexusError("file.unreadable", message, { hint, details, cause });
}
