/**
 * Documents as a person feels them: a PDF of 100 pages until it can be found, and questions to 10,000 passages. Prints a table for
 * docs/quality.md. The texts are made up from a fixed seed, with words as frequent as those of a language.
 *
 *     deno run -A bench/documents.ts [--passages 10000]
 *
 * @module
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { loadConfig } from "../core/config/mod.ts";
import { Log } from "../core/observe/mod.ts";
import { openServices } from "../core/runs/mod.ts";
import { makePdf } from "../plugins/ingest/pdf/_pdf_for_tests.ts";

const { values } = parseArgs({
  args: Deno.args,
  options: { passages: { type: "string", default: "10000" } },
});
const PASSAGES = Number(values.passages);
const QUESTIONS = 300;

let state = 42;
const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
const SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split(" ");
const VOCABULARY = Array.from(
  { length: 30_000 },
  () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => SYLLABLES[Math.floor(random() * 20)]).join(""),
);
/** Zipf: the n-th word is n times rarer than the first. */
const word = () => VOCABULARY[Math.floor(Math.exp(random() * Math.log(VOCABULARY.length))) - 1]!;
const sentence = () => {
  const words = Array.from({ length: 8 + Math.floor(random() * 12) }, word).join(" ");
  return words[0]!.toUpperCase() + words.slice(1) + ".";
};
const text = (length: number) => {
  let found = "";
  while (found.length < length) found += sentence() + " ";
  return found.trim();
};

function note(what: string, value: string): void {
  console.log(`${what.padEnd(58)} ${value}`);
}

function quantiles(times: number[]): string {
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return `p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms`;
}

/** Resident memory of children of this process by what their command line says, in MB. */
async function memoryOf(entry: string): Promise<string> {
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = await Deno.readTextFile(`/proc/${name}/status`);
      const line = await Deno.readTextFile(`/proc/${name}/cmdline`);
      if (!line.includes(entry) || !status.includes(`PPid:\t${Deno.pid}`)) continue;
      return `${Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024)} MB`;
    } catch {
      continue;
    }
  }
  return "not known here";
}

const home = await Deno.makeTempDir({ prefix: "nexus-bench-" });
const services = await openServices(
  loadConfig({ environment: { OLLAMA_BASE_URL: "http://127.0.0.1:9", AUTO_MODEL_SELECTION: "false" } }),
  new Log({ level: "error" }),
  { home, builtIn: resolve(import.meta.dirname!, "../plugins") },
);
try {
  const pdf = () =>
    makePdf(
      Array.from({ length: 100 }, () => text(2500).match(/.{1,90}(?:\s|$)/g)!.map((line) => line.trim())),
    );
  const upload = async (name: string) => {
    const bytes = pdf();
    const began = performance.now();
    const { documents, error } = await services.importer.import({
      name,
      mediaType: "",
      stream: new Blob([bytes]).stream(),
    });
    if (error) throw new Error(error.message);
    await services.library.search("anything", { documents: [documents[0]!.id], limit: 1 });
    return performance.now() - began;
  };
  note(
    "PDF of 100 pages until it can be found, first (bundle, start)",
    `${(await upload("a.pdf")).toFixed(0)} ms`,
  );
  note("PDF of 100 pages until it can be found, then", `${(await upload("b.pdf")).toFixed(0)} ms`);

  const began = performance.now();
  for (
    let count = services.library.state().passages;
    count < PASSAGES;
    count = services.library.state().passages
  ) {
    const pages = Array.from({ length: Math.min(200, PASSAGES - count) }, () => ({ text: text(700) }));
    const id = `t${count}`;
    await services.library.add(
      {
        id,
        name: id,
        file: id,
        sha256: String(count).padStart(64, "0"),
        bytes: 1,
        ingest: { plugin: "b", version: "1" },
      },
      { title: "", notes: [], pages },
    );
  }
  note(`${PASSAGES} passages kept and indexed`, `${(performance.now() - began).toFixed(0)} ms`);
  const ids = services.library.list().map(({ id }) => id);
  const ask = async (limit: number) => {
    const times: number[] = [];
    for (let index = 0; index < QUESTIONS; index++) {
      const query = Array.from({ length: 6 }, word).join(" ");
      const start = performance.now();
      await services.library.search(query, { documents: ids, limit });
      times.push(performance.now() - start);
    }
    return quantiles(times);
  };
  note("search, 10 passages, by words", await ask(10));
  const learning = performance.now();
  await services.library.settle();
  note(
    "learning what passages are about, in the background",
    `${(performance.now() - learning).toFixed(0)} ms`,
  );
  note("search, 10 passages, with what was learned", await ask(10));
  note("search, 100 passages, with what was learned", await ask(100));
  note("memory of the index process", await memoryOf("search/child"));
} finally {
  await services.close();
  await Deno.remove(home, { recursive: true });
}
