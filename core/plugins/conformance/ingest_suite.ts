/**
 * What every parser must do.
 *
 * @module
 */
import type { Source, TableFound } from "../../contract/mod.ts";
import type { IngestHandle } from "../ingest.ts";
import { allowing, Broken, endsWhenCancelled, hold, Remark, type SuiteContext } from "./checks.ts";

const HEAD = 64 * 1024;
const LARGE = 2 * 1024 * 1024;
/** How a parser may end that was given something that it cannot read. */
const CLEAR = /^file\./;

type Sample = SuiteContext["samples"][number];

/** Runs the suite. */
export async function ingestSuite(
  handle: IngestHandle,
  { check, samples, manifest }: SuiteContext,
): Promise<void> {
  const { extensions, gives } = manifest.contributes.ingest!;
  const own = samples.filter(({ name }) => extensions.some((end) => name.toLowerCase().endsWith(end)));
  const name = `x${extensions[0] ?? ".bin"}`;
  const sniff = async (file: Sample) =>
    await handle.sniff(file.bytes.subarray(0, HEAD), {
      name: file.name,
      size: file.bytes.length,
      mediaType: "",
    });
  await check("sniff() answers for anything", async () => {
    for (const bytes of damagedFrom(noise(HEAD))) await sniff({ name, bytes });
  });
  await check("sniff() leaves the files of others alone", async () => {
    for (const file of [{ name: "x.bin", bytes: noise(HEAD) }, { name: "x.dat", bytes: new Uint8Array(0) }]) {
      const { confidence } = await sniff(file);
      hold(confidence < 0.5, `it takes ${file.bytes.length} random bytes with a confidence of ${confidence}`);
    }
  });
  await check("its testdata hold a file that it takes", () => {
    if (own.length > 0) return Promise.resolve();
    throw new Remark(
      `put one with the extension ${extensions.join(" or ")} into testdata/: what follows needs it`,
    );
  });
  for (const sample of own) await sampleChecks(handle, sample, gives, check);
  if (own[0] !== undefined) await largeChecks(handle, own[0], gives, check);
  await check("damaged files end with a clear error, or are read", async () => {
    for (const bytes of damagedFrom(noise(5000))) await readAll(handle, { name, bytes }, gives);
  });
}

async function sampleChecks(
  handle: IngestHandle,
  sample: Sample,
  gives: readonly string[],
  check: SuiteContext["check"],
): Promise<void> {
  const { name, bytes } = sample;
  const tables = gives.includes("table");
  await check(`sniff() takes ${name}`, async () => {
    const { confidence } = await handle.sniff(bytes.subarray(0, HEAD), {
      name,
      size: bytes.length,
      mediaType: "",
    });
    hold(confidence > 0, "its confidence is 0");
    if (confidence < 0.5) throw new Remark(`its confidence is ${confidence} only`);
  });
  await check(`${name} is read, twice the same`, async () => {
    const [one, two] = [
      await contentOf(handle, source(sample), gives),
      await contentOf(handle, source(sample), gives),
    ];
    hold(JSON.stringify(one) === JSON.stringify(two), "the second time it gave something else");
  });
  if (tables) {
    await check(`the careful mode gives the rows of ${name} itself`, async () => {
      for (const { name: table, scan } of await handle.read(source(sample), { mode: "careful" })) {
        hold(scan.kind !== "delimited", `the table "${table}" has a scan of kind "${scan.kind}"`);
      }
    });
  }
  await check(`damaged copies of ${name} end with a clear error, or are read`, async () => {
    for (const damaged of damagedFrom(bytes)) await readAll(handle, { name, bytes: damaged }, gives);
  });
}

/** The largest of what it should take in its stride. */
async function largeChecks(
  handle: IngestHandle,
  { name, bytes }: Sample,
  gives: readonly string[],
  check: SuiteContext["check"],
): Promise<void> {
  await check(`many copies of ${name} stay within its limits`, async () => {
    await readAll(handle, { name, bytes: repeated(bytes) }, gives);
  });
  await check(`reading ${name} ends when it is cancelled`, async () => {
    const large = source({ name, bytes: repeated(bytes) });
    await endsWhenCancelled((signal) => contentOf(handle, large, gives, signal));
  });
}

/** What a parser makes of a file: numbers of rows and columns, sizes of pages. */
async function contentOf(
  handle: IngestHandle,
  file: Source,
  gives: readonly string[],
  signal?: AbortSignal,
): Promise<unknown> {
  const call = signal === undefined ? {} : { signal };
  const text = gives.includes("document") ? await handle.document(file, call) : undefined;
  if (text !== undefined) hold(text.pages.length > 0, "a document has at least one page");
  const document = text && { title: text.title, pages: text.pages.map((page) => page.text.length) };
  if (!gives.includes("table")) return document;
  const found: { table: TableFound; rows: number; bytes: number }[] = [];
  for (const mode of ["fast", "careful"] as const) {
    for (const [index, table] of (await handle.read(file, { mode }, call)).entries()) {
      let rows = 0;
      let bytes = 0;
      if (table.scan.columns.length === 0) throw new Broken(`the table "${table.name}" has no columns`);
      if (table.scan.kind === "batches") {
        for await (const item of handle.rows(file, index, table, call)) {
          if (!("batch" in item)) continue;
          rows += item.batch.rows;
          bytes += item.batch.slices.reduce((sum, slice) => sum + slice.bytes.length, 0);
        }
      }
      found.push({ table, rows, bytes });
    }
  }
  return document === undefined ? found : { document, found };
}

async function readAll(handle: IngestHandle, sample: Sample, gives: readonly string[]): Promise<void> {
  await allowing(
    CLEAR,
    `${sample.bytes.length} bytes called ${sample.name}`,
    () => contentOf(handle, source(sample), gives),
  );
}

function source({ name, bytes }: Sample): Source {
  return {
    name,
    size: bytes.length,
    mediaType: "",
    slice: (start, end) => Promise.resolve(bytes.slice(start, end)),
    async *stream() {
      yield bytes;
    },
  };
}

/** Nothing, a half, one with holes, zeros, and what is no text. */
function damagedFrom(bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const holes = Uint8Array.from(bytes, (byte, at) => at % 97 === 13 ? 0xff : byte);
  return [
    new Uint8Array(0),
    bytes.slice(0, bytes.length >> 1),
    holes,
    new Uint8Array(1000),
    new TextEncoder().encode("x".repeat(20_000)),
    noise(3000),
  ];
}

function repeated(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const times = Math.max(1, Math.floor(LARGE / Math.max(1, bytes.length)));
  const all = new Uint8Array(bytes.length * times);
  for (let i = 0; i < times; i++) all.set(bytes, i * bytes.length);
  return all;
}

/** The same bytes every time, without a pattern. */
function noise(size: number): Uint8Array<ArrayBuffer> {
  let state = 12345;
  return Uint8Array.from({ length: size }, () => (state = (state * 1103515245 + 12345) & 0x7fffffff) >> 16);
}
