/**
 * What a person feels: start, upload, ask, memory, sizes. Prints a table for docs/quality.md. Works on a copy of nothing: homes are temporary,
 * the server is the real program, started as a person would.
 *
 *     deno run -A bench/product.ts [--rows 1000000]
 *
 * @module
 */
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { parseArgs } from "node:util";

const ROOT = resolve(import.meta.dirname!, "..");
const { values } = parseArgs({ args: Deno.args, options: { rows: { type: "string", default: "1000000" } } });
const ROWS = Number(values.rows);
const folder = await Deno.makeTempDir({ prefix: "nexus-bench-" });
const results: [string, string][] = [];

function note(what: string, value: string): void {
  results.push([what, value]);
  console.log(`${what.padEnd(58)} ${value}`);
}

/** A file of orders with a text, an integer, a float, a date and a category column; from a fixed seed. */
async function writeOrders(path: string, rows: number): Promise<number> {
  let state = 42;
  const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
  const regions = ["north", "south", "east", "west"];
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const encoder = new TextEncoder();
  let chunk = "order,date,region,product,units,revenue\n";
  for (let row = 0; row < rows; row++) {
    const day = new Date(Date.UTC(2022, 0, 1 + Math.floor(random() * 1095))).toISOString().slice(0, 10);
    chunk += `o${row},${day},${regions[Math.floor(random() * 4)]},product ${Math.floor(random() * 500)},${
      Math.floor(random() * 20)
    },${(random() * 1000).toFixed(2)}\n`;
    if (chunk.length > 1_000_000 || row === rows - 1) {
      const bytes = encoder.encode(chunk);
      for (let offset = 0; offset < bytes.length;) offset += await file.write(bytes.subarray(offset));
      chunk = "";
    }
  }
  return (await Deno.stat(path)).size;
}

interface Started {
  url: string;
  ms: number;
  process: Deno.ChildProcess;
}

async function start(home: string): Promise<Started> {
  const began = performance.now();
  const process = new Deno.Command(Deno.execPath(), {
    args: ["task", "-q", "start"],
    cwd: ROOT,
    env: { NEXUS_HOME: home, PORT: "0", LOG_LEVEL: "error" },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let text = "";
  for await (
    const chunk of process.stdout.pipeThrough(new TextDecoderStream()).values({ preventCancel: true })
  ) {
    text += chunk;
    const url = /http:\/\/[\w.:[\]]+/.exec(text)?.[0];
    if (url && text.includes("Ctrl+C")) return { url, ms: performance.now() - began, process };
  }
  throw new Error(`The program ended before it was ready: ${text}`);
}

async function stop({ process }: Started): Promise<void> {
  const pid = (await children(process.pid)).at(0) ?? process.pid;
  Deno.kill(pid, "SIGTERM");
  await process.status;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  return [await work(), performance.now() - began];
}

/** Direct children of a process, from /proc. */
async function children(pid: number): Promise<number[]> {
  try {
    return (await Deno.readTextFile(`/proc/${pid}/task/${pid}/children`)).trim().split(" ").filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}

async function resident(pid: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`).catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

async function ask(
  url: string,
  question: string,
  datasets: string[],
): Promise<{ id: string; answer: { status: string; trust: string; ms: number } }> {
  const response = await fetch(`${url}/analyze/`, {
    method: "POST",
    body: JSON.stringify({ question, datasets }),
    headers: { "content-type": "application/json" },
  });
  return await response.json();
}

/** Milliseconds from the click to the first step that the page shows, over the stream that the page reads. */
async function firstStep(url: string, question: string, datasets: string[]): Promise<number> {
  const began = performance.now();
  const accepted = await fetch(`${url}/analyze/`, {
    method: "POST",
    body: JSON.stringify({ question, datasets }),
    headers: { "content-type": "application/json", prefer: "respond-async" },
  });
  const { id } = await accepted.json();
  const events = await fetch(`${url}/runs/${id}/events`, { headers: { accept: "text/event-stream" } });
  let text = "";
  for await (const chunk of events.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes("event: run.step")) break;
  }
  return performance.now() - began;
}

/** A report of one answer. */
async function report(url: string, run: string, format: string): Promise<number> {
  const response = await fetch(`${url}/generate-report/`, {
    method: "POST",
    body: JSON.stringify({ runs: [run], format }),
    headers: { "content-type": "application/json" },
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.bytes()).length;
}

/** A person's script. */
async function script(
  url: string,
  datasets: string[],
): Promise<{ answer: { status: string; code?: { ms: number } } }> {
  const source =
    'const {rows} = await sql("select region, sum(revenue) from orders group by region"); return rows.length;';
  const response = await fetch(`${url}/analyze/`, {
    method: "POST",
    body: JSON.stringify({ code: { source }, datasets }),
    headers: { "content-type": "application/json" },
  });
  return await response.json();
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

const home = `${folder}/home`;
const first = await start(home);
note("start to ready, first time (page and plugins are built)", seconds(first.ms));
await stop(first);
const second = await start(home);
note("start to ready, second time", seconds(second.ms));

const page = await (await fetch(second.url, { headers: { accept: "text/html" } })).text();
const assets = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!);
const sizes = async (paths: string[]) => {
  let raw = 0;
  let zipped = 0;
  for (const path of paths) {
    const bytes = await (await fetch(second.url + path)).bytes();
    raw += bytes.length;
    zipped += gzipSync(bytes).length;
  }
  return `${(raw / 1024).toFixed(0)} kB (${(zipped / 1024).toFixed(0)} kB gzipped)`;
};
note("bytes of the page before a chart", await sizes(["/", ...assets]));
const built = (await Array.fromAsync(Deno.readDir(`${home}/cache`))).find((entry) =>
  entry.name.startsWith("page-")
);
if (built) {
  const { files } = JSON.parse(await Deno.readTextFile(`${home}/cache/${built.name}/manifest.json`)) as {
    files: { path: string; loaded: string }[];
  };
  note(
    "bytes that the first chart adds",
    await sizes(files.filter(({ loaded }) => loaded === "later").map(({ path }) => `/${path}`)),
  );
}

const csv = `${folder}/orders.csv`;
const bytes = await writeOrders(csv, ROWS);
const upload = async () => {
  const response = await fetch(`${second.url}/upload-documents/?name=orders.csv`, {
    method: "POST",
    body: (await Deno.open(csv)).readable,
    headers: { "content-type": "text/csv" },
  });
  const { files: [outcome] } = await response.json();
  if (outcome.status !== "ready") throw new Error(JSON.stringify(outcome.error));
  return outcome.datasets[0].id as string;
};
const [dataset, uploadMs] = await timed(upload);
note(
  `upload and import of ${ROWS.toLocaleString("en")} rows, ${(bytes / 1e6).toFixed(0)} MB`,
  `${seconds(uploadMs)}, ${(bytes / 1e6 / (uploadMs / 1000)).toFixed(0)} MB/s`,
);
for (
  const question of [
    "How many rows?",
    "average revenue by region",
    "top 5 products by total revenue in 2023",
    "plot revenue by month",
  ]
) {
  const [cold, coldMs] = await timed(() => ask(second.url, question, [dataset]));
  const [, warmMs] = await timed(() => ask(second.url, question, [dataset]));
  note(
    `"${question}" on it, first and again (${cold.answer.status}, ${cold.answer.trust})`,
    `${coldMs.toFixed(0)} ms, ${warmMs.toFixed(0)} ms`,
  );
}
note(
  "question to the first visible step",
  `${(await firstStep(second.url, "median revenue by region", [dataset])).toFixed(0)} ms`,
);
const charted = await ask(second.url, "plot revenue by month", [dataset]);
for (const format of ["pdf", "xlsx", "html"]) {
  const [size, coldMs] = await timed(() => report(second.url, charted.id, format));
  const [, warmMs] = await timed(() => report(second.url, charted.id, format));
  note(
    `report of one answer with its chart as ${format} (${(size / 1024).toFixed(0)} kB), first and again`,
    `${seconds(coldMs)}, ${seconds(warmMs)}`,
  );
}
const [, scriptCold] = await timed(() => script(second.url, [dataset]));
await new Promise((resolve) => setTimeout(resolve, 2000));
const [ran, scriptWarm] = await timed(() => script(second.url, [dataset]));
note(
  `a script that groups the file in SQL, reviewed and run, first and again (${ran.answer.status})`,
  `${seconds(scriptCold)}, ${scriptWarm.toFixed(0)} ms`,
);
await new Promise((resolve) => setTimeout(resolve, 70_000));
const host = (await children(second.process.pid)).at(0) ?? second.process.pid;
note("memory of the host after a minute of rest", `${(await resident(host)).toFixed(0)} MB`);
let resting = 0;
for (const child of await children(host)) resting += await resident(child);
note("memory of its children after a minute of rest", `${resting.toFixed(0)} MB`);
await stop(second);

const cold = `${folder}/cold`;
const askCsv = () =>
  new Deno.Command(Deno.execPath(), {
    args: ["task", "-q", "ask", csv, "average revenue by region"],
    cwd: ROOT,
    env: { NEXUS_HOME: cold },
    stdout: "null",
  }).output();
const [, askCold] = await timed(askCsv);
const [, askWarm] = await timed(askCsv);
note("ask on that file from a terminal, first time and again", `${seconds(askCold)}, ${seconds(askWarm)}`);

const questions = Array.from(
  { length: 100 },
  (_, index) =>
    JSON.stringify({
      id: index,
      table: "small.csv",
      question: [
        "How many rows?",
        "average revenue by region",
        "total units by product",
        `how many rows where units is more than ${index % 20}?`,
      ][index % 4],
    }),
);
await writeOrders(`${folder}/small.csv`, 1000);
await Deno.writeTextFile(`${folder}/questions.jsonl`, questions.join("\n"));
const [, evalMs] = await timed(() =>
  new Deno.Command(Deno.execPath(), {
    args: [
      "task",
      "-q",
      "eval",
      `${folder}/questions.jsonl`,
      "--tables",
      folder,
      "--out",
      `${folder}/out.jsonl`,
    ],
    cwd: ROOT,
  }).output()
);
note("100 questions in one eval run", seconds(evalMs));
await Deno.remove(folder, { recursive: true });

console.log(
  `\n| figure | value |\n| --- | --- |\n${
    results.map(([what, value]) => `| ${what} | ${value} |`).join("\n")
  }`,
);
