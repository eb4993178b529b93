/**
 * Repeats the receipt of an answer that quotes documents: do the quotes still stand, and are the same passages found?
 *
 * @module
 */
import {
  type CitedPassage,
  type Document,
  type DocumentPage,
  NexusError,
  type Passage,
  type Receipt,
  type SearchRecord,
} from "../contract/mod.ts";
import { sha256 } from "./passage_receipt.ts";
import type { RerunOutcome } from "./rerun.ts";

/** Where a receipt's documents are looked up and searched: the library of this process, or a server's. */
export interface RerunLibrary {
  list(): Document[] | Promise<Document[]>;
  page(id: string, page: number): DocumentPage | Promise<DocumentPage>;
  search(
    query: string,
    options: { documents: string[]; limit: number; signal: AbortSignal },
  ): Promise<Passage[]>;
  index(): SearchRecord["index"] | Promise<SearchRecord["index"]>;
}

/** `stands`: the words are where they were. `elsewhere`: they are on the page, at another place. */
type Standing = "stands" | "elsewhere" | "gone";

/**
 * Searches again and compares.
 *
 * @throws NexusError `receipt.inputs_missing` naming each document that is not here, `receipt.invalid`
 */
export async function rerunPassages(
  receipt: Receipt & { search: SearchRecord },
  options: { library: RerunLibrary; signal: AbortSignal },
): Promise<RerunOutcome> {
  const { library, signal } = options;
  const { search } = receipt;
  const messages: string[] = [];
  const all = await library.list();
  const here = findDocuments(receipt, all, messages);
  const idOf = (document: string) => {
    const found = here.get(document);
    if (found !== undefined) return found.id;
    throw new NexusError(
      "receipt.invalid",
      `The receipt quotes "${document}", which is not among its documents`,
    );
  };
  const now = await library.index();
  if (JSON.stringify(now) !== JSON.stringify(search.index)) {
    messages.push(`The index was ${indexWords(search.index)}; now it is ${indexWords(now)}.`);
  }
  const found: string[] = [];
  const named = search.documents === here.size;
  if (!named) {
    messages.push(
      `${search.documents} documents were searched, too many for a receipt to name; now all ${all.length} that are here are.`,
    );
  }
  const documents = (named ? [...here.values()] : all).map(({ id }) => id);
  for (const { query, limit } of search.searches) {
    const passages = await library.search(query, { documents, limit: Math.min(limit, 100), signal });
    for (const { document, page, start, end } of passages) found.push(placeOf(document, page, start, end));
  }
  const rows: RerunOutcome["result"]["rows"] = [];
  let same = true;
  let moved = 0;
  let lost = 0;
  for (const cited of search.passages) {
    const document = idOf(cited.document);
    const standing = await standingOf(cited, document, library);
    const rank = found.indexOf(placeOf(document, cited.page, cited.start, cited.end));
    if (standing === "elsewhere") moved++;
    if (standing === "gone") lost++;
    same &&= standing === "stands" && rank >= 0;
    rows.push([
      here.get(cited.document)!.name,
      cited.page,
      cited.quote.text,
      standing,
      rank < 0 ? null : rank + 1,
    ]);
  }
  const count = search.passages.length;
  messages.push(
    moved + lost === 0
      ? count === 1 ? "The quote stands where it stood." : `All ${count} quotes stand where they stood.`
      : `${lost} of ${count} quotes no longer stand on their page, and ${moved} stand at another place of it.`,
  );
  const missing = rows.filter((row) => row[4] === null).length;
  const ranks = rows.flatMap((row) => row[4] === null ? [] : [Number(row[4])]);
  const sorted = ranks.every((rank, index) => index === 0 || rank > ranks[index - 1]!);
  messages.push(
    missing > 0
      ? `${missing} of ${count} passages are no longer found for the question.`
      : `The same passages are found for the question, ${sorted ? "in the same order" : "in another order"}.`,
  );
  return {
    same: same && sorted,
    messages,
    result: {
      columns: [
        { name: "document", type: "text" },
        { name: "page", type: "integer" },
        { name: "quote", type: "text" },
        { name: "standing", type: "text" },
        { name: "rank now", type: "integer" },
      ],
      rows,
      rowCount: rows.length,
      truncated: false,
    },
  };
}

async function standingOf(cited: CitedPassage, id: string, library: RerunLibrary): Promise<Standing> {
  const { quote } = cited;
  let text: string;
  try {
    text = (await library.page(id, cited.page)).text;
  } catch (error) {
    if (error instanceof NexusError && error.code === "document.not_found") return "gone";
    throw error;
  }
  const inPlace = sha256(text.slice(cited.start, cited.end)) === cited.sha256 &&
    sha256(text.slice(...quote.range)) === quote.sha256 && sha256(quote.text) === quote.sha256;
  if (inPlace) return "stands";
  return sha256(quote.text) === quote.sha256 && text.includes(quote.text) ? "elsewhere" : "gone";
}

function findDocuments(
  receipt: Receipt,
  documents: readonly Document[],
  messages: string[],
): Map<string, Document> {
  const here = new Map<string, Document>();
  const missing: string[] = [];
  for (const input of receipt.documents ?? []) {
    const candidates = documents.filter(({ sha256 }) => sha256 === input.sha256);
    const match = candidates.find(({ id }) => id === input.document) ?? candidates[0];
    if (match === undefined) {
      missing.push(`"${input.file}" (SHA-256 ${input.sha256.slice(0, 12)}…) is not here`);
      continue;
    }
    here.set(input.document, match);
    const { plugin, version } = match.ingest;
    if (plugin !== input.ingest.plugin || version !== input.ingest.version) {
      messages.push(
        `"${input.file}" was read by ${input.ingest.plugin} ${input.ingest.version}; now by ${plugin} ${version}.`,
      );
    }
  }
  if (missing.length > 0) {
    throw new NexusError("receipt.inputs_missing", `Cannot repeat the receipt: ${missing.join("; ")}`, {
      hint: "Give the original files along with the receipt.",
    });
  }
  return here;
}

function indexWords({ version, embedding }: SearchRecord["index"]): string {
  return embedding === null ? version : `${version} with ${embedding.model}`;
}

function placeOf(document: string, page: number, start: number, end: number): string {
  return `${document}#${page}#${start}-${end}`;
}
