/**
 * `eval QUESTIONS.jsonl --tables DIR --documents DIR --out PREDICTIONS.jsonl`: many questions in one run.
 *
 * @module
 */
import { basename, dirname, extname, isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { type Answer, type Document, NexusError, type Run, toErrorData } from "../contract/mod.ts";
import { openServices, type RunExtras, type Services } from "../runs/mod.ts";
import { addDocuments, CORPUS } from "./eval_documents.ts";
import { callerPath, openInput, readInput, requireWritable, writeOutput } from "./files.ts";
import { type ExitCode, placesOf, type Program, quietLog } from "./program.ts";

const Line = z.preprocess(
  withUsualNames,
  z.object({
    id: z.union([z.string(), z.number()]),
    table: z.union([z.string(), z.array(z.string())]).optional(),
    /** Files, or names of documents that `--documents` has: the question is asked of these alone. */
    documents: z.union([z.string(), z.array(z.string())]).nullish(),
    question: z.string().nullish(),
    /** A conversation instead of one question: each turn continues the one before; the last is answered. */
    turns: z.array(z.string()).nullish(),
    constraints: z.string().nullish(),
    format: z.string().nullish(),
    previous: z.array(z.string()).nullish(),
  }),
);
type Line = z.infer<typeof Line>;

const CONCURRENT = 2;

/** Sets of questions to documents call them `_id` and `text`, and the file that a question is asked of `pdf`. */
function withUsualNames(line: unknown): unknown {
  const { _id, text, document, pdf } = Object(line);
  const documents = document ?? pdf;
  return {
    ...(documents === undefined ? {} : { documents }),
    ...(_id === undefined ? {} : { id: _id }),
    ...(text === undefined ? {} : { question: text }),
    ...Object(line),
  };
}

/** Answers every question in a home folder of its own, and writes one line each, in order. */
export async function evalCommand(program: Program, args: string[]): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      tables: { type: "string" },
      documents: { type: "string" },
      out: { type: "string" },
      model: { type: "string" },
      "first-page": { type: "string" },
    },
  });
  const [questions] = positionals;
  if (!questions || !values.out) {
    throw new NexusError("request.invalid", "eval needs a file of questions and --out", {
      hint: "deno task eval questions.jsonl --tables DIR --out predictions.jsonl",
    });
  }
  const firstPage = values["first-page"] ?? "1";
  if (!/^[01]$/.test(firstPage)) {
    throw new NexusError("request.invalid", `--first-page is 0 or 1, not "${firstPage}"`);
  }
  const path = callerPath(questions);
  const out = callerPath(values.out);
  const lines = parseLines(await readInput(path), path);
  await requireWritable(out);
  const given = [values.tables, values.documents].filter((folder) => folder !== undefined).map(callerPath);
  const folders = [...given, dirname(path)];
  const home = await Deno.makeTempDir({ prefix: "nexus-eval-" });
  const config = {
    ...program.config,
    CACHE_SIZE_MB: 16,
    // Without --model the figures are those of the language alone, whatever is installed here.
    PRIMARY_MODEL: values.model ?? "",
    EMBEDDING_MODEL: "",
    AUTO_MODEL_SELECTION: false,
  };
  const services = await openServices(config, quietLog(program.config), placesOf({ ...program, home }));
  try {
    if (values.model) await requireModel(services, values.model);
    services.warm([]);
    const started = performance.now();
    const documents = values.documents ? await addDocuments(callerPath(values.documents), services) : [];
    if (documents.length > 0) await services.library.settle();
    const answers = await answerAll(lines, { folders, documents }, services, (done) => {
      if (done % 100 === 0) program.err(`${done} of ${lines.length}\n`);
    });
    const numbered = firstPage === "0" ? answers.map(countedFromZero) : answers;
    const text = numbered.map((answer) => JSON.stringify(answer)).join("\n") + "\n";
    await writeOutput(out, text);
    program.err(summary(answers, performance.now() - started));
  } finally {
    await services.close();
    await Deno.remove(home, { recursive: true });
  }
  return 0;
}

/** Some sets count pages from 0: `NAME#3` becomes `NAME#2`. */
function countedFromZero(answer: Answer): Answer {
  const pages = answer.pages?.map((page) => page.replace(/#(\d+)$/, (_, number) => `#${Number(number) - 1}`));
  return pages === undefined ? answer : { ...answer, pages };
}

/** A figure under a model's name must be that model's. */
async function requireModel({ models }: Services, name: string): Promise<void> {
  const { ollama, choices } = await models.choices();
  const [primary] = choices;
  if (primary?.model) return;
  throw new NexusError(
    ollama.reachable ? "model.not_found" : "model.unavailable",
    `Cannot evaluate with ${name}: ${primary?.reason ?? ollama.message}`,
  );
}

/** What questions are asked of. */
interface Inputs {
  folders: string[];
  documents: Document[];
}

function parseLines(text: string, path: string): Line[] {
  return text.split("\n").flatMap((line, index) => {
    if (!line.trim()) return [];
    try {
      return [Line.parse(JSON.parse(line))];
    } catch (cause) {
      throw new NexusError("request.invalid", `${path}, line ${index + 1}, is not a question`, {
        cause,
        hint:
          'A line is {"id", "table", "question"} with "constraints", "format", "documents" and "previous" where there are any.',
      });
    }
  });
}

async function answerAll(
  lines: Line[],
  inputs: Inputs,
  services: Services,
  onDone: (done: number) => void,
): Promise<Answer[]> {
  const answers: Answer[] = new Array(lines.length);
  const imports = new Map<string, Promise<string[]>>();
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let index = next++; index < lines.length; index = next++) {
      const line = lines[index]!;
      answers[index] = await answerLine(line, inputs, services, imports);
      onDone(++done);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, work));
  return answers;
}

async function answerLine(
  line: Line,
  { folders, documents }: Inputs,
  services: Services,
  imports: Map<string, Promise<string[]>>,
): Promise<Answer> {
  const started = performance.now();
  try {
    const datasets: string[] = [];
    for (const table of [line.table ?? []].flat()) {
      const path = await findFile(table, folders);
      if (!imports.has(path)) imports.set(path, importTable(path, services));
      datasets.push(...await imports.get(path)!);
    }
    const ids = line.documents == null
      ? documents.map(({ id }) => id)
      : await ownDocuments([line.documents].flat(), { folders, documents }, services, imports);
    const turns = line.question ? [line.question] : line.turns ?? [];
    const previous: NonNullable<RunExtras["previous"]> = (line.previous ?? []).map((text) => ({ text }));
    let run: Run | undefined;
    for (const question of turns) {
      run = await services.runs.start({ question, datasets, documents: ids }, {
        ...(line.constraints ? { constraints: line.constraints } : {}),
        ...(line.format ? { format: line.format } : {}),
        previous,
        drawing: "choice",
      }).done;
      previous.push({ text: question, ...(run.answer?.plan ? { plan: run.answer.plan } : {}) });
    }
    if (!run) throw new NexusError("question.empty", "The line has no question");
    // A text of a corpus has no pages: it is one, and its id names it.
    const { docs } = run.answer!;
    const pages = docs !== undefined && documents[0]?.ingest.plugin === CORPUS ? { pages: docs } : {};
    return { ...run.answer!, ...pages, id: line.id };
  } catch (error) {
    const data = toErrorData(error);
    return {
      id: line.id,
      ...{
        status: "failed",
        trust: "none",
        computation: "none",
        reading: "none",
        kind: "none",
        answer: null,
        plan: null,
        sql: null,
        confidence: null,
        result: null,
        receipt: null,
      },
      ...{ words: [], used: [], unused: [], checks: [], excluded: [], notices: [] },
      text: data.message,
      error: data as NonNullable<Answer["error"]>,
      ms: performance.now() - started,
    };
  }
}

/** Paths in question files are meant against the folder of tables, with or without its own name, or against the file itself. */
async function findFile(table: string, folders: string[]): Promise<string> {
  const candidates = isAbsolute(table) ? [table] : folders.flatMap((
    folder,
  ) => [join(folder, table), join(folder, table.replace(/^[^/]+\//, "")), join(folder, "tables", table)]);
  for (const candidate of candidates) {
    if (await Deno.stat(candidate).then((info) => info.isFile, () => false)) return candidate;
  }
  throw new NexusError("file.not_found", `There is no file ${table}`, {
    hint: `Looked in ${folders.join(", ")}. Say where files are with --tables or --documents.`,
  });
}

async function importTable(path: string, services: Services): Promise<string[]> {
  const stream = await openInput(path);
  const { datasets, error } = await services.importer.import({ name: basename(path), mediaType: "", stream });
  if (error) throw new NexusError(error.code, error.message);
  return datasets.map(({ id }) => id);
}

/** The documents of a line: those that are here under its names (`NAME#3` is page 3 of `NAME`), otherwise from files. */
async function ownDocuments(
  names: string[],
  { folders, documents }: Inputs,
  services: Services,
  imports: Map<string, Promise<string[]>>,
): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const stem = basename(name, extname(name));
    const here = documents.filter((document) =>
      [document.name, document.file].includes(basename(name)) || document.name.split("#")[0] === stem
    );
    if (here.length === 0) {
      const path = await findFile(name, folders);
      if (!imports.has(path)) imports.set(path, importDocument(path, services));
      ids.push(...await imports.get(path)!);
    } else ids.push(...here.map(({ id }) => id));
  }
  return ids;
}

async function importDocument(path: string, services: Services): Promise<string[]> {
  const stream = await openInput(path);
  const { documents, error } = await services.importer.import({
    name: basename(path),
    mediaType: "",
    stream,
  });
  if (error) throw new NexusError(error.code, error.message);
  return documents.map(({ id }) => id);
}

function summary(answers: Answer[], ms: number): string {
  const count = (test: (answer: Answer) => boolean) => answers.filter(test).length;
  const states = (["answered", "clarify", "refused", "failed"] as const).map((status) =>
    `${status} ${count((answer) => answer.status === status)}`
  );
  return `${answers.length} questions in ${(ms / 1000).toFixed(1)} s: ${states.join(", ")}; verified ${
    count((answer) => answer.trust === "verified")
  }\n`;
}
