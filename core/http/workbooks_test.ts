import assert from "node:assert/strict";
import type { Dataset, Evidence, Run } from "../contract/mod.ts";
import { workbook } from "../../plugins/ingest/xlsx/_workbook_for_tests.ts";
import { withServer } from "./_server_for_tests.ts";

const BOOK = workbook([
  {
    name: "Orders",
    rows: [
      ["Orders of the shop"],
      [],
      ["region", "day", "revenue", "margin"],
      ["north", { v: 45292, s: 1 }, 10, { v: 0.2, s: 2 }],
      ["south", { v: 45293, s: 1 }, 20.5, { v: 0.4, s: 2 }],
      [],
      ["north", { v: 45294, s: 1 }, 30, { v: 0.3, s: 2 }],
      ["Total", null, { f: "SUM(C4:C7)", v: 60.5 }, null],
    ],
  },
  { name: "Managers", state: "hidden", rows: [["region", "manager"], ["north", "Ann"], ["south", "Bob"]] },
  { name: "Empty", rows: [] },
], { formats: ["yyyy-mm-dd", "0%"] });

Deno.test("a workbook becomes a dataset a sheet, asked like any other, with evidence by row of the sheet", () =>
  withServer(async (server) => {
    const outcome = await server.upload("shop.xlsx", BOOK);
    assert.equal(outcome.status, "ready", JSON.stringify(outcome.error));
    const [orders, managers, ...others]: Dataset[] = outcome.datasets;
    assert.deepEqual(
      [orders!.name, orders!.rows, managers!.name, managers!.rows, others.length],
      ["shop: Orders", 3, "shop: Managers", 2, 0],
    );
    assert.deepEqual(orders!.columns.map(({ name, type, unit }) => [name, type, unit]), [
      ["region", "text", undefined],
      ["day", "date", undefined],
      ["revenue", "number", undefined],
      ["margin", "integer", "%"],
    ]);
    assert.deepEqual(orders!.notes.map(({ topic }) => topic), [
      "sheet",
      "preamble",
      "unit",
      "empty",
      "total",
    ]);
    assert.deepEqual(managers!.notes.map(({ topic }) => topic), ["hidden"]);

    const listed: Dataset[] = await (await fetch(`${server.url}/datasets`)).json();
    assert.deepEqual(listed.map(({ id }) => id), [orders!.id, managers!.id], "in the order of the sheets");

    const response = await server.post("/analyze/", {
      question: "total revenue by region",
      datasets: [orders!.id],
    });
    const { id, answer }: Run = await response.json();
    assert.deepEqual([answer!.status, answer!.trust, answer!.result!.rows], [
      "answered",
      "verified",
      [["north", 40], ["south", 20.5]],
    ]);
    const [evidence]: Evidence[] = await (await fetch(`${server.url}/runs/${id}/evidence?row=0`)).json();
    assert.equal(evidence!.sheet, "Orders");
    assert.deepEqual(evidence!.table.rows.map(([row, region]) => [row, region]), [[4, "north"], [
      7,
      "north",
    ]]);
  }));

Deno.test("kinds of workbooks that are not read are refused with the way out", () =>
  withServer(async (server) => {
    const old = new Uint8Array(2048);
    old.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    const { status, error } = await server.upload("old.xls", old);
    assert.deepEqual([status, error!.code], ["failed", "file.unsupported"]);
    assert.match(error!.hint!, /save it as an Excel workbook \(\.xlsx\)/);
    const cut = await server.upload("cut.xlsx", BOOK.slice(0, 900));
    assert.deepEqual([cut.status, cut.error!.code], ["failed", "file.unreadable"]);
  }));
