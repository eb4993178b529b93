import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { Manifest, type Receipt, type ReportInput } from "nexus";
import { answerOf, REGIONS, reportOf, SCRIPT, tableOf } from "nexus/testing";
import plugin from "./mod.ts";
import manifest from "./plugin.json" with { type: "json" };

async function write(report: ReportInput): Promise<string> {
  return new TextDecoder().decode(await plugin.export(report));
}

/** The page without its script and style. */
async function body(report: ReportInput): Promise<string> {
  return (await write(report)).replaceAll(/<(script|style)\b[^>]*>.*?<\/\1>/gs, "");
}

/** An answer with a chart of what it says; `name` stands in every label. */
function drawn(name: string) {
  const encoding = {
    x: { column: "region", type: "text", title: name },
    y: { column: "average revenue", type: "number", title: name },
  } as const;
  const chart = { type: "bar", title: name, encoding };
  const figure = {
    data: [{ type: "bar", x: ["North", name], y: [80, 71], hovertext: [name, name], hoverinfo: "text" }],
    layout: { title: { text: name }, meta: { alt: `Bar chart: ${name}` }, xaxis: { title: { text: name } } },
  };
  return { visual: { chart, encoding, figure, plugin: "bar" } };
}

const HOSTILE = `</script><script>alert(1)</script><img src="http://x.test/a.png" onerror='alert(2)'>&\u2028`;

Deno.test("plugin.json is a valid manifest", () => {
  assert.equal(Manifest.parse(manifest).contributes.report?.mediaType, "text/html");
});

Deno.test("export() writes question, answer, trust, rows, table and how it was computed", async () => {
  const text = await body(
    reportOf([["average revenue by region", answerOf(REGIONS)], ["again", answerOf(REGIONS)]]),
  );
  for (
    const part of [
      '<h2 dir="auto">average revenue by region</h2>',
      "North has the highest average revenue: 79.99.",
      '<span class="badge verified">Verified</span>',
      "3,498 rows scanned · 3,482 kept · 16 have no",
      '<td class="number" title="79.99001">79.99</td>',
      '<td class="text none" title="no value">–</td>',
      "Two engines computed it independently and agree",
      "<li>Take the 3,498 rows of &quot;sales&quot;.</li>",
      '<dt dir="auto">average</dt><dd dir="auto">the mean</dd>',
      "9f86d081884c7d65",
      "GROUP BY &quot;region&quot;",
      'href="#answer-2"',
    ]
  ) assert.ok(text.includes(part), part);
});

Deno.test("export() begins with the summary, and shows a script with its review; nothing in them is markup", async () => {
  const code = { ...SCRIPT, source: `return "${HOSTILE}";` };
  const report = reportOf([[null, answerOf(REGIONS, { code })], ["again", answerOf(REGIONS)]]);
  report.summary = { agent: "report-writer", model: null, paragraphs: ["North leads.", HOSTILE] };
  const text = await body(report);
  for (
    const part of [
      '<p dir="auto">North leads.</p>',
      "without a model.</p>",
      '<h2 dir="auto">A script that was given</h2>',
      "<p>Written by llama3.2:3b.</p>",
      "has doubts: line 2: Missing values are counted.",
      "<li>Columns: sales: revenue, region (3,498 rows)</li>",
      "<pre>3498 values</pre>",
    ]
  ) assert.ok(text.includes(part), part);
  assert.ok(text.indexOf("North leads.") < text.indexOf('href="#answer-2"'));
  assert.ok(!text.includes("<img"));
});

Deno.test("export() leaves out the heading that the title says already, and scripts where nothing is drawn", async () => {
  const report = {
    ...reportOf([["average revenue by region", answerOf(REGIONS)]]),
    title: "average revenue by region",
  };
  const text = await write(report);
  assert.ok(!text.includes("<h2"));
  assert.ok(!text.includes("<script"));
  assert.ok(text.includes("script-src &#39;none&#39;"));
});

Deno.test("export() carries the receipt for saving", async () => {
  const text = await body(reportOf([["q", answerOf(REGIONS)]]));
  const address =
    /download="receipt-rcp_01JD9Z6Q4X\.json" href="data:application\/json;charset=utf-8,([^"]+)"/.exec(text)
      ?.[1];
  assert.equal((JSON.parse(decodeURIComponent(address ?? "")) as Receipt).id, "rcp_01JD9Z6Q4X");
});

Deno.test("export() escapes all text, and lets through exactly its own scripts and style", async () => {
  const table = tableOf([{ name: HOSTILE, type: "text" }], [[HOSTILE], ["a"]]);
  const answer = answerOf(table, {
    text: HOSTILE,
    notices: [HOSTILE],
    words: [HOSTILE],
    sql: HOSTILE,
    used: [{ start: 0, end: 1, text: HOSTILE, meaning: HOSTILE }],
    ...drawn(HOSTILE),
  });
  const report = reportOf([[HOSTILE, answer]]);
  report.title = HOSTILE;
  const text = await write(report);
  assert.equal([...text.matchAll(/<script\b/g)].length, 3, "the figure, Plotly, and ours");
  assert.ok(
    !/<img|\u2028(?!<\/)/.test(
      text.slice(text.indexOf('<script type="application/json"'), text.indexOf("</figure>")),
    ),
  );
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(text)?.[1]?.replaceAll("&#39;", "'") ?? "";
  for (const [, tag, content = ""] of text.matchAll(/<(script|style)>(.*?)<\/\1>/gs)) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(content)));
    assert.ok(policy.includes(`'sha256-${btoa(String.fromCharCode(...digest))}'`), tag);
  }
  assert.match(policy, /^default-src 'none'/);
});

Deno.test("export() says what was refused, what a page cannot draw, and which rows it leaves out", async () => {
  const refused = answerOf(null, {
    status: "refused",
    trust: "none",
    text: "There is no profit.",
    receipt: null,
    nearest: [{ dataset: "d1", column: "revenue", score: 0.5 }],
  });
  assert.match(await body(reportOf([["q", refused]])), /The nearest column is “revenue”/);
  const heat = drawn("Heat");
  heat.visual.figure.data[0]!.type = "heatmap";
  assert.match(
    await body(reportOf([["q", answerOf(REGIONS, heat)]])),
    /can be seen in Nexus; this page cannot draw it/,
  );
  const long = tableOf([{ name: "n", type: "integer" }], Array.from({ length: 2500 }, (_, index) => [index]));
  assert.match(await body(reportOf([["q", answerOf(long)]])), /The first 2,000 of 2,500 rows/);
});

const browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
});

Deno.test({
  name: "export() gives a page that a browser draws offline, without a request or a breach of its policy",
  ignore: browser === undefined,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/report.html`;
    await Deno.writeFile(path, await plugin.export(reportOf([[HOSTILE, answerOf(REGIONS, drawn(HOSTILE))]])));
    const running = await chromium.launch({
      executablePath: browser!,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
    });
    try {
      for (const colorScheme of ["light", "dark"] as const) {
        const page = await running.newPage({ colorScheme });
        const complaints: string[] = [];
        page.on("console", (message) => complaints.push(message.text()));
        page.on("pageerror", (error) => complaints.push(error.message));
        page.on("dialog", (dialog) => complaints.push(dialog.message()));
        page.on("request", (request) => {
          if (!request.url().startsWith("file:")) complaints.push(request.url());
        });
        await page.goto(`file://${path}`);
        await page.waitForSelector(".bars .point");
        assert.equal(await page.locator(".bars .point").count(), 2);
        assert.equal(await page.locator(".chart").getAttribute("aria-label"), `Bar chart: ${HOSTILE}`);
        assert.equal(await page.locator("img").count(), 0);
        await page.locator("summary").click();
        assert.ok(await page.getByText("Save the receipt").isVisible());
        const download = page.waitForEvent("download");
        await page.getByText("Save the receipt").click();
        assert.equal((await download).suggestedFilename(), "receipt-rcp_01JD9Z6Q4X.json");
        assert.deepEqual(complaints, []);
        await page.close();
      }
    } finally {
      await running.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
