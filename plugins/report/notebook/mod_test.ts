import assert from "node:assert/strict";
import { Manifest, type ReportInput } from "nexus";
import { answerOf, REGIONS, reportOf, SCRIPT, tableOf } from "nexus/testing";
import type { Cell } from "./cells.ts";
import plugin from "./mod.ts";
import manifest from "./plugin.json" with { type: "json" };

const HOSTILE = `"""\n# <img src=x onerror=alert(1)> ![a](http://x.test/a.png) \`\`\` \\ $x$ \ud800`;
const SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

async function write(report: ReportInput): Promise<Cell[]> {
  const notebook = JSON.parse(new TextDecoder().decode(await plugin.export(report)));
  assert.deepEqual([notebook.nbformat, notebook.nbformat_minor], [4, 5]);
  const ids = (notebook.cells as Cell[]).map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every((id) => /^[a-zA-Z0-9-_]{1,64}$/.test(id)));
  return notebook.cells;
}

function textOf(cells: Cell[], id: string): string {
  return cells.find((cell) => cell.id === id)?.source.join("") ?? "";
}

/** An answer of a file that a notebook can read. */
function computed(kind: "delimited" | "batches", parts: Parameters<typeof answerOf>[1] = {}) {
  const answer = answerOf(REGIONS, parts);
  const columns = [{ name: "region", type: "text" as const }, { name: "revenue", type: "number" as const }];
  const dialect = {
    delimiter: ",",
    quote: '"',
    escape: "",
    newline: "\n" as const,
    skipLines: 0,
    header: true,
  };
  answer.receipt!.inputs = [{
    dataset: "d1",
    name: "sales",
    file: "sales.csv",
    sha256: SHA,
    bytes: 10,
    rows: 3498,
    ingest: { plugin: "csv", version: "1.0.0" },
    scan: kind === "delimited" ? { kind, dialect, columns } : { kind, columns },
  }];
  return answer;
}

Deno.test("plugin.json is a valid manifest", () => {
  assert.equal(Manifest.parse(manifest).contributes.report?.extension, ".ipynb");
});

Deno.test("export() says what was found and why, reads the file by its hash, and computes the answer again", async () => {
  const cells = await write(reportOf([["average revenue by region", computed("delimited")]]));
  assert.match(textOf(cells, "answer-1"), /\*\*Verified\.\*\* Two engines/);
  assert.match(textOf(cells, "answer-1"), /3,498 rows scanned · 3,482 kept · 16 have no/);
  assert.match(textOf(cells, "read-1"), new RegExp(`read\\("sales", file\\("sales.csv", "${SHA}"\\)`));
  assert.match(textOf(cells, "read-1"), /"header": True/);
  assert.match(textOf(cells, "steps-1"), /Holds: The counts of all groups/);
  assert.match(textOf(cells, "result-1"), /sql_1 = """\nSELECT "region"/);
  assert.match(textOf(cells, "result-1"), /\(None, 90\.42625, 16,\),/);
  const result = cells.find(({ id }) => id === "result-1");
  assert.ok(result?.cell_type === "code");
  assert.match(String(result.outputs[0]?.data["text/plain"]), /^North +79\.99 +994$/m);
});

Deno.test("export() says of what it cannot compute again why, and shows it all the same", async () => {
  const cells = await write(reportOf([
    ["by region", computed("batches")],
    [null, computed("batches", { code: SCRIPT, sql: null })],
    ["by profit", answerOf(null, { status: "refused", trust: "none", text: "No profit.", receipt: null })],
  ]));
  assert.match(textOf(cells, "result-1"), /^# "sales\.csv" was read by csv 1\.0\.0/);
  assert.match(textOf(cells, "result-2"), /^# A script gave this result/);
  assert.match(textOf(cells, "steps-2"), /```javascript\nconst \{ revenue \}/);
  assert.match(textOf(cells, "answer-3"), /\*\*The question was refused\*\*/);
});

Deno.test("export() lets no text of a stranger become markup or code", async () => {
  const table = tableOf([{ name: HOSTILE, type: "text" }], [[HOSTILE], [null]]);
  const answer = computed("delimited", { text: HOSTILE, words: [HOSTILE], sql: HOSTILE, notices: [HOSTILE] });
  answer.result = table;
  answer.receipt!.inputs[0]!.file = HOSTILE;
  const cells = await write(reportOf([[HOSTILE, answer]]));
  for (const cell of cells) {
    const text = cell.source.join("");
    if (cell.cell_type === "markdown") assert.ok(!/<img|!\[|http:\/\//.test(text), text);
    else if (cell.id !== "prelude") assert.ok(!/^# <img/m.test(text), "a literal ends where it is to end");
  }
  const result = cells.find(({ id }) => id === "result-1");
  assert.ok(result?.cell_type === "code" && !String(result.outputs[0]?.data["text/html"]).includes("<img"));
});
