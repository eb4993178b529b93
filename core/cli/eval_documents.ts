/**
 * The documents of an evaluation: files of a folder, or a corpus of one text a line.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { z } from "zod";
import { type Document, NexusError } from "../contract/mod.ts";
import type { Services } from "../runs/mod.ts";
import { openInput, readInput } from "./files.ts";

/** What read a document that is a line of a corpus. */
export const CORPUS = "corpus";

const Text = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  _id: z.union([z.string(), z.number()]).optional(),
  title: z.string().nullish(),
  text: z.string(),
}).refine(({ id, _id }) => id !== undefined || _id !== undefined, "a text needs an id");

/** Adds what lies in a folder, or the lines of its `corpus.jsonl` (or of a `.jsonl` file that is named itself), under their ids. */
export async function addDocuments(path: string, services: Services): Promise<Document[]> {
  if (path.endsWith(".jsonl")) return await addCorpus(path, services);
  const names = await namesIn(path);
  if (names.includes("corpus.jsonl")) return await addCorpus(join(path, "corpus.jsonl"), services);
  const documents: Document[] = [];
  for (const name of names) {
    const stream = await openInput(join(path, name));
    const outcome = await services.importer.import({ name: basename(name), mediaType: "", stream });
    if (outcome.error) services.log.error("a document was left out", { file: name, error: outcome.error });
    documents.push(...outcome.documents);
  }
  if (documents.length === 0) throw new NexusError("file.not_found", `There is no document in ${path}`);
  return documents;
}

async function namesIn(path: string): Promise<string[]> {
  try {
    const names: string[] = [];
    for await (const { name, isFile, isSymlink } of Deno.readDir(path)) {
      if (isFile || isSymlink) names.push(name);
    }
    return names.sort();
  } catch (cause) {
    throw new NexusError("file.not_found", `Cannot read the folder ${path}: ${(cause as Error).message}`, {
      cause,
    });
  }
}

async function addCorpus(path: string, { library }: Services): Promise<Document[]> {
  const documents: Document[] = [];
  for (const [index, line] of (await readInput(path)).split("\n").entries()) {
    if (!line.trim()) continue;
    const { id, _id, title, text } = parseText(line, `${path}, line ${index + 1},`);
    const name = String(_id ?? id);
    const sha256 = createHash("sha256").update(line).digest("hex");
    documents.push(
      await library.add(
        {
          id: `t${index}`,
          name,
          file: basename(path),
          sha256,
          bytes: line.length,
          ingest: { plugin: CORPUS, version: "1.0.0" },
        },
        { title: title ?? "", pages: [{ text }], notes: [] },
      ),
    );
  }
  return documents;
}

function parseText(line: string, where: string): z.infer<typeof Text> {
  try {
    return Text.parse(JSON.parse(line));
  } catch (cause) {
    throw new NexusError("request.invalid", `${where} is no text`, {
      cause,
      hint: 'A line of a corpus is {"id" or "_id", "title", "text"}.',
    });
  }
}
