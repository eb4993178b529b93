/**
 * Reads Word documents: their text, and the tables in it.
 *
 * A reader of our own over fflate, and not mammoth: of a document with one word in each of 17 places (measured with mammoth 1.13, whose HTML has
 * more than its text), mammoth left out seven without a message or with one for programmers: the number of a list (`Art. 3`), headers,
 * footers, comments, charts, equations, and words with their reading above them. It gives hidden text as text, does not tell of tracked
 * changes, and has no places to cite. This one has all 17, or tells.
 *
 * @module
 */
import { type Batch, defineIngest, type DocumentFound, type ImportNote, type Source } from "nexus";
import { RecentPlan } from "nexus/ingest";
import { type DataTable, dataTables } from "./data_tables.ts";
import { noText } from "./failure.ts";
import { partsOf } from "./parts.ts";
import { type Docx, readDocx } from "./read_docx.ts";
import { sniffDocx } from "./sniff.ts";

const BATCH = 1_000;
const recent = new RecentPlan<Opened>((opened) => opened);

interface Opened extends Docx {
  tables: DataTable[];
  /** Tables that are text alone. */
  left: number;
}

export default defineIngest({
  sniff: sniffDocx,
  async document(source): Promise<DocumentFound> {
    const { title, blocks, beside, hasPages, notes, left } = await open(source);
    const pages = partsOf(blocks, beside, hasPages);
    if (pages.length === 0) throw noText(source.name, notes);
    return { title, pages, notes: [placesNote(hasPages), ...tablesNote(left), ...notes] };
  },
  async read(source) {
    return (await open(source)).tables.map(({ name, columns, notes }) => ({
      name,
      scan: { kind: "batches", columns },
      notes,
    }));
  },
  async *rows(source, index): AsyncGenerator<{ batch: Batch }> {
    const { rows } = (await open(source)).tables[index]!;
    for (let at = 0; at < rows.length; at += BATCH) yield { batch: rows.slice(at, at + BATCH) };
  },
});

/** Text, tables and rows are asked for one after the other: the document is read once. */
async function open(source: Source): Promise<Opened> {
  const known = await recent.recall(source);
  if (known !== undefined) return known;
  const docx = await readDocx(source);
  const opened = { ...docx, ...dataTables(docx.blocks) };
  await recent.remember(source, opened);
  return opened;
}

function tablesNote(left: number): ImportNote[] {
  if (left === 0) return [];
  const message = "The document has very many tables: the largest can be asked, the others are text alone.";
  return [{ level: "warning", topic: "tables", message, count: left }];
}

function placesNote(hasPages: boolean): ImportNote {
  return {
    level: "choice",
    topic: "places",
    message: "A Word document has no pages of its own: its places are named by their headings" +
      (hasPages
        ? ", with the page that they had when Word last laid it out."
        : ", or by the number of the paragraph."),
  };
}
