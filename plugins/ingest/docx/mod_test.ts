import assert from "node:assert/strict";
import { readTables } from "nexus/testing";
import { docx, heading, p, r, table } from "./_docx_for_tests.ts";
import plugin from "./mod.ts";

async function textOf(body: string, parts = {}): Promise<string> {
  const { pages } = await plugin.document!(docx(body, parts));
  return pages.map(({ text }) => text).join("\n\n");
}

async function topicsOf(body: string, parts = {}): Promise<string[]> {
  return (await plugin.document!(docx(body, parts))).notes.map(({ topic }) => topic);
}

Deno.test("document() gives paragraphs and headings with their places", async () => {
  const { pages, title } = await plugin.document!(docx(
    p("Before") + heading(1, "Payment") + p("Rent is due.") + heading(2, "Late fees") + p("Ten euros."),
    { title: "The lease" },
  ));
  assert.equal(title, "The lease");
  assert.deepEqual(pages.length, 1);
  assert.equal(pages[0]!.text, "Before\n\nPayment\n\nRent is due.\n\nLate fees\n\nTen euros.");
  assert.deepEqual(
    pages[0]!.places!.map(({ start, name }) => [pages[0]!.text.slice(start, start + 4), name]),
    [
      ["Befo", "paragraph 1"],
      ["Paym", "“Payment”"],
      ["Late", "“Payment › Late fees”"],
    ],
  );
});

Deno.test("document() reads tables as lines, and read() gives them with their types", async () => {
  const body = heading(1, "Sales") + p("Table 1: Revenue by region") +
    table([["Region", "Revenue"], ["North", "1,200"], ["South", "800"], ["Total", "2,000"]]);
  assert.match(await textOf(body), /Region \| Revenue\nNorth \| 1,200\nSouth \| 800\nTotal \| 2,000/);
  const [found, ...others] = await readTables(plugin, docx(body));
  assert.equal(others.length, 0);
  assert.equal(found!.table.name, "Revenue by region");
  assert.deepEqual(found!.names, ["Region", "Revenue"]);
  assert.deepEqual(found!.types, ["text", "integer"]);
  assert.deepEqual(found!.rows, [["North", "1,200"], ["South", "800"]]);
  assert.match(found!.notes.find(({ topic }) => topic === "total")!.message, /Total \| 2,000/);
});

Deno.test("document() accepts tracked changes and tells of them", async () => {
  const body = `<w:p>${r("The rent is ")}<w:del>${
    r("900").replaceAll("w:t", "w:delText").replace(
      "w:delTextxml",
      "w:delText xml",
    )
  }</w:del><w:ins>${r("950")}</w:ins>${r(" euros.")}</w:p>`;
  assert.equal(await textOf(body), "The rent is 950 euros.");
  assert.ok((await topicsOf(body)).includes("changes"));
});
