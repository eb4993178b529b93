/**
 * Tries a program as a person would: commands, then the server with an upload, a question, a chart and a report.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Answer, Run, Table, UploadResult } from "../../core/contract/mod.ts";
import { runCommand, startServer, type Tried } from "./tried.ts";

const CSV = "region,product,revenue\n" +
  Array.from(
    { length: 60 },
    (_, i) => `${["north", "south", "east"][i % 3]},${["desk", "lamp"][i % 2]},${i * 10}`,
  )
    .join("\n") +
  "\n";
const TEXT = "The tenant may end the lease with a notice of three months to the end of a quarter.\n";
/** Sums of 0, 30, 60, ... and their neighbours. */
const TOTALS = [["east", 6100], ["north", 5700], ["south", 5900]];

/** Tries the commands; `sample` is a table with regions and revenue. @throws AssertionError at the first that does not work. */
export async function tryCommands(tried: Tried, sample: string): Promise<void> {
  const version = await runCommand(tried, ["--version"]);
  assert.deepEqual([version.code, /^Nexus \d+\.\d+\.\d+\n$/.test(version.out)], [0, true], version.err);
  assert.equal((await runCommand(tried, ["nonsense"])).code, 1);
  const doctor = await runCommand(tried, ["doctor"]);
  assert.equal(doctor.code, 0, doctor.out + doctor.err);
  assert.match(doctor.out, /Engines: duckdb .*polars/);
  const asked = await runCommand(tried, ["ask", sample, "total revenue by region", "--json"]);
  assert.equal(asked.code, 0, asked.out + asked.err);
  const answer: Answer = JSON.parse(asked.out);
  assert.equal(answer.trust, "verified", asked.out);
}

/** Tries the server. @throws AssertionError at the first thing that does not work. */
export async function tryServer(tried: Tried): Promise<void> {
  const { url, stop } = await startServer(tried);
  try {
    await tryPage(url);
    const dataset = (await upload(url, "shop.csv", CSV)).datasets[0]!;
    const run: Run = await post(url, "/analyze/", {
      question: "total revenue by region",
      datasets: [dataset.id],
    });
    assert.equal(run.answer?.status, "answered", JSON.stringify(run.answer));
    assert.equal(run.answer?.trust, "verified");
    const { rows }: Table = await (await fetch(`${url}/runs/${run.id}/rows?offset=0&limit=10`)).json();
    assert.deepEqual(rows, TOTALS);
    const drawn = await post<{ figure: { data: unknown[] } }>(url, "/visualize/", {
      run: run.id,
      type: "bar",
    });
    assert.ok(drawn.figure.data.length > 0);
    await tryReports(url, run.id);
    await tryScript(url, dataset.id);
    await tryDocument(url);
  } finally {
    await stop();
  }
}

async function tryReports(url: string, run: string): Promise<void> {
  for (const [format, magic] of [["pdf", "%pdf-"], ["xlsx", "pk"], ["html", "<!"]] as const) {
    const response = await send(url, "/generate-report/", { runs: [run], format });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const head = new TextDecoder().decode(bytes.subarray(0, 500)).toLowerCase();
    assert.ok(response.status === 200 && head.startsWith(magic), `${format}: ${response.status} ${head}`);
  }
}

/** With SQL, so that the sandbox and the SQL process both work; or said to be off. */
async function tryScript(url: string, dataset: string): Promise<void> {
  const source =
    "const { rows } = await sql('select sum(revenue) from shop'); return stats.sum([rows[0][0], 1]);";
  const { answer }: Run = await post(url, "/analyze/", { code: { source }, datasets: [dataset] });
  if (answer?.error?.code === "code.off") return console.log(`  ${answer.error.message}`);
  assert.deepEqual([answer?.status, answer?.answer], ["answered", 17701], JSON.stringify(answer));
}

async function tryDocument(url: string): Promise<void> {
  const { documents = [] } = await upload(url, "lease.txt", TEXT);
  const question = "What notice must the tenant give?";
  const { answer }: Run = await post(url, "/analyze/", {
    question,
    documents: documents.map(({ id }) => id),
  });
  assert.equal(answer?.status, "answered", JSON.stringify(answer));
}

async function tryPage(url: string): Promise<void> {
  const page = await (await fetch(url, { headers: { accept: "text/html" } })).text();
  const assets = [...page.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
  assert.ok(assets.length >= 3, page);
  for (const path of assets) {
    const response = await fetch(url + path);
    assert.equal(response.status, 200, path);
    await response.body?.cancel();
  }
}

async function upload(url: string, name: string, text: string): Promise<UploadResult["files"][number]> {
  const form = new FormData();
  form.append("files", new File([text], name));
  const response = await fetch(`${url}/upload-documents/`, { method: "POST", body: form });
  const { files }: UploadResult = await response.json();
  assert.equal(files[0]?.error, undefined);
  return files[0]!;
}

async function post<T>(url: string, path: string, body: unknown): Promise<T> {
  return await (await send(url, path, body)).json();
}

function send(url: string, path: string, body: unknown): Promise<Response> {
  return fetch(url + path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
}
