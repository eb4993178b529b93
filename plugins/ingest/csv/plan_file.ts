import { type ImportNote, NexusError, type Source } from "nexus";
import { findSpans } from "./blocks.ts";
import { delimiterName, type Dialect } from "./dialect.ts";
import { BrokenText, decode, encodingName, isGarbled } from "./encoding.ts";
import { chunks, type OpenFile, openFile, reconsider } from "./open_file.ts";
import { MAX_RECORD, RecordReader } from "./record_reader.ts";
import { isEmpty, Survey } from "./survey.ts";
import { planTable, type TablePlan } from "./table_plan.ts";

/** More columns than this are no table that could be worked with. */
const MAX_COLUMNS = 10_000;
const PROBES = 8;
const PROBE = 128 * 1024;

/** How a file is read. */
export interface FilePlan {
  file: OpenFile;
  dialect: Dialect;
  /** Cells that rows have. */
  width: number;
  tables: TablePlan[];
  /** Notes on the file as a whole. */
  notes: ImportNote[];
  /** True where the one table can be left to a native reader. */
  native: boolean;
}

/** Works out how a file is to be read. `careful` looks at every row before anything is decided; `fast` does so only where a part of the file will not do. */
export async function planFile(source: Source, mode: "fast" | "careful"): Promise<FilePlan> {
  const file = await openFile(source);
  if (mode === "fast" || file.whole) {
    const survey = newSurvey(file);
    const clean = surveyHead(file, survey) && await probe(file, survey);
    if (file.whole) return conclude(file, survey);
    if (clean && survey.sample.length > 0) {
      const plan = conclude(file, survey);
      if (plan.native) return plan;
    }
  }
  try {
    return await planWhole(file);
  } catch (error) {
    if (!(error instanceof BrokenText)) throw error;
    return await planWhole(await reconsider(file, error.chunk));
  }
}

/** Looks at every record of the file. */
async function planWhole(file: OpenFile): Promise<FilePlan> {
  const survey = newSurvey(file);
  const reader = new RecordReader(file.found.dialect, file.found.width);
  const fatal = file.encoding.label === "utf-8" && !file.damaged;
  file.restored = 0;
  for await (const { text, final, restored } of decode(chunks(file.source), file.encoding, fatal)) {
    file.restored += restored;
    if (!reader.push(text, final, (cells, facts) => survey.add(cells, facts))) {
      throw tooLong(file, reader.line);
    }
  }
  return conclude(file, survey);
}

function tooLong(file: OpenFile, line: number): NexusError {
  return new NexusError(
    "file.unreadable",
    `Cannot read "${file.source.name}" as a table: line ${line} is longer than ${
      MAX_RECORD / 1024 / 1024
    } MB.`,
    {
      hint: "A table has one row a line. Is the file of another kind?",
      details: { line },
    },
  );
}

function newSurvey(file: OpenFile): Survey {
  const { dialect, width } = file.found;
  if (width > MAX_COLUMNS) {
    throw new NexusError(
      "file.unreadable",
      `Cannot read "${file.source.name}" as a table: it has ${width} columns, and ${MAX_COLUMNS} is the limit.`,
      {
        hint: "Turn rows and columns around, or keep just the columns that are needed.",
        details: { columns: width },
      },
    );
  }
  return new Survey(dialect, width);
}

/** Reads the text at hand. Returns false where something in it needs a closer look. */
function surveyHead(file: OpenFile, survey: Survey): boolean {
  const { dialect, width } = file.found;
  const reader = new RecordReader(dialect, width);
  if (!reader.push(file.text, false, (cells, facts) => survey.add(cells, facts))) {
    if (file.whole) throw tooLong(file, reader.line);
    return false;
  }
  if (file.whole) reader.push("", true, (cells, facts) => survey.add(cells, facts));
  return survey.strays === 0;
}

/** Looks at places all over a large file. Returns false where rows do not have the width of the first. */
async function probe(file: OpenFile, survey: Survey): Promise<boolean> {
  if (file.whole) return true;
  const { source, found, encoding } = file;
  if (encoding.label !== "utf-8") return false;
  const start = survey.records;
  for (let turn = 1; turn <= PROBES; turn++) {
    const at = Math.floor((source.size - PROBE) * turn / PROBES);
    const text = new TextDecoder("utf-8").decode(await source.slice(at, at + PROBE));
    const rows: string[][] = [];
    const reader = new RecordReader(found.dialect, 0);
    reader.push(text, false, (cells) => rows.push(cells));
    // The first row is cut; quotes may be the wrong way round from there, so that only rows of the right width count.
    const quoted = text.includes(found.dialect.quote || "\u0000");
    const fitting = rows.slice(1).filter((cells) => cells.length === found.width);
    if (!quoted && fitting.length < rows.length - 1) return false;
    for (const cells of fitting) survey.sample.push({ index: start + survey.sample.length, line: 0, cells });
  }
  survey.records = start + survey.sample.length;
  const last = survey.runs.at(-1);
  if (last !== undefined) last.to = survey.records;
  return true;
}

function conclude(file: OpenFile, survey: Survey): FilePlan {
  const { dialect, width } = file.found;
  if (survey.sample.length === 0) {
    throw new NexusError(
      "file.empty",
      `"${file.source.name}" is empty: it has no rows, only ${
        survey.comments > 0 ? "comments" : "separators"
      }.`,
    );
  }
  const spans = findSpans(survey, width);
  const tables = spans.map((span, index) =>
    planTable(survey, span, spans.length === 1 ? "" : `table ${index + 1}`)
  );
  const notes = fileNotes(file, survey, tables.length);
  const single = dialect.delimiter.length === 1 && !dialect.padding && !dialect.backslash &&
    dialect.newline !== "mixed" && dialect.quote !== "'";
  const regular = survey.strays === 0 && survey.comments === 0 && !survey.runs.some((run) => run.empty) &&
    spans[0]!.titles.length === 0;
  const native = single && regular && !file.damaged && file.restored === 0 &&
    file.encoding.label === "utf-8" &&
    tables.length === 1 && tables[0]!.plain &&
    !repeatsHeader(survey, tables[0]!);
  return { file, dialect, width, tables, notes, native };
}

function repeatsHeader(survey: Survey, table: TablePlan): boolean {
  const { header } = table;
  return header !== undefined &&
    survey.sample.some((row) =>
      row.index >= table.from && row.cells.every((cell, index) => cell === header[index]) &&
      !isEmpty(row.cells)
    );
}

function fileNotes(file: OpenFile, survey: Survey, tables: number): ImportNote[] {
  const { encoding, damaged, found: { dialect } } = file;
  const notes: ImportNote[] = [{
    level: "choice",
    topic: "separator",
    message: `Separator: ${delimiterName(dialect)}.`,
  }];
  if (encoding.label !== "utf-8" || encoding.basis === "guess") {
    const guess = encoding.basis === "guess" ? ", judged from the bytes" : "";
    notes.push({
      level: "choice",
      topic: "encoding",
      message: `Encoding: ${encodingName(encoding)}${guess}.`,
    });
  }
  if (damaged) {
    notes.push({
      level: "warning",
      topic: "encoding",
      message: "Some bytes are not valid UTF-8; they read as \ufffd.",
    });
  }
  if (file.restored > 0) {
    notes.push({
      level: "choice",
      topic: "encoding",
      message: "Quotes and dashes that an earlier program had turned into control characters are restored.",
      count: file.restored,
    });
  }
  if (isGarbled(file.text)) {
    const message =
      "Some texts were garbled before the file was written (as in \u00c3\u00a9 for \u00e9); they are kept as they are.";
    notes.push({ level: "warning", topic: "encoding", message });
  }
  if (dialect.quote === "'") notes.push({ level: "choice", topic: "quote", message: "Quotes: single." });
  if (dialect.backslash) {
    notes.push({
      level: "choice",
      topic: "quote",
      message: "A backslash stands before quotes inside cells.",
    });
  }
  if (survey.comments > 0) {
    notes.push({
      level: "choice",
      topic: "comment",
      message: `Lines that start with ${dialect.comment} are comments and left out.`,
      count: survey.comments,
    });
  }
  if (survey.strays > 0) {
    notes.push({
      level: "warning",
      topic: "quote",
      message:
        `Rows have quotes out of place, the first on line ${survey.strayLine}; these quotes are kept as text.`,
      count: survey.strays,
    });
  }
  if (tables > 1) {
    notes.push({
      level: "choice",
      topic: "tables",
      message: `The file holds ${tables} tables.`,
      count: tables,
    });
  }
  return notes;
}
