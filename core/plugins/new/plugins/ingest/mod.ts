/**
 * My plugin: records of `name: value` lines, with an empty line between two records.
 *
 * @module
 */
import { defineIngest, type ImportNote, NexusError, type Source } from "nexus";

const BATCH = 1000;
const MAX_LINE = 1_000_000;
const LINE = /^([^:]{1,100}):(.*)$/;

export default defineIngest({
  // Called with the first bytes of every file that somebody drops. It must not throw.
  sniff(head, file) {
    if (!file.name.toLowerCase().endsWith(".myplugin")) return { confidence: 0, reason: "another extension" };
    const first = new TextDecoder().decode(head).split(/\r?\n/).find((line) => line.trim() !== "") ?? "";
    return LINE.test(first)
      ? { confidence: 0.95, reason: "name: value lines" }
      : { confidence: 0.1, reason: "the extension alone" };
  },

  // Says what tables there are, and the type of each column.
  async read(source) {
    const { names, numbers, strays } = await survey(source);
    if (names.length === 0) {
      throw new NexusError("file.unreadable", `"${source.name}" has no line of the form name: value`);
    }
    const columns = names.map((name) => ({
      name,
      type: numbers.has(name) ? "number" as const : "text" as const,
    }));
    const notes: ImportNote[] = strays === 0 ? [] : [{
      level: "warning",
      topic: "rejected",
      message: `${strays} lines are not of the form name: value and were left out.`,
      count: strays,
    }];
    return [{ name: "", notes, scan: { kind: "batches", columns } }];
  },

  // Hands over the rows, as texts in the order of the columns.
  async *rows(source, _index, table) {
    const names = table.scan.columns.map(({ name }) => name);
    let batch: (string | null)[][] = [];
    for await (const record of records(source)) {
      batch.push(names.map((name) => record.get(name) ?? null));
      if (batch.length < BATCH) continue;
      yield { batch };
      batch = [];
    }
    if (batch.length > 0) yield { batch };
  },
});

/** One look at the whole file: a column is a number where every value of it is. */
async function survey(source: Source): Promise<{ names: string[]; numbers: Set<string>; strays: number }> {
  const names = new Set<string>();
  const texts = new Set<string>();
  let strays = 0;
  for await (const record of records(source, () => strays++)) {
    for (const [name, value] of record) {
      names.add(name);
      if (value !== "" && !/^[+-]?\d+(\.\d+)?$/.test(value)) texts.add(name);
    }
  }
  return { names: [...names], numbers: new Set([...names].filter((name) => !texts.has(name))), strays };
}

async function* records(source: Source, onStray?: () => void): AsyncGenerator<Map<string, string>> {
  let record = new Map<string, string>();
  for await (const line of lines(source)) {
    const [, name, value] = LINE.exec(line) ?? [];
    if (name !== undefined && value !== undefined) record.set(name.trim(), value.trim());
    else if (line.trim() !== "") onStray?.();
    else if (record.size > 0) {
      yield record;
      record = new Map();
    }
  }
  if (record.size > 0) yield record;
}

async function* lines(source: Source): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of source.stream()) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = parts.pop() ?? "";
    if (rest.length > MAX_LINE) {
      throw new NexusError("file.unreadable", `"${source.name}" has no line breaks`);
    }
    yield* parts;
  }
  yield rest + decoder.decode();
}
