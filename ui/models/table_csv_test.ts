import assert from "node:assert/strict";
import type { Table } from "nexus";
import { csvName, csvText, wholeTable } from "./table_csv.ts";

Deno.test("csvText() quotes what needs it, keeps full digits, and gives a spreadsheet no formula", () => {
  const columns = [{ name: "a,b", type: "text" as const }, { name: "n", type: "number" as const }];
  const text = csvText(columns, [['say "hi"\nthere', 1.25], ["=1+1", -2], [null, null], ["-5", 0.1]]);
  assert.equal(
    text,
    '\ufeff"a,b",n\r\n"say ""hi""\nthere",1.25\r\n\'=1+1,-2\r\n,\r\n-5,0.1\r\n',
  );
});

Deno.test("wholeTable() fetches what did not come with the answer, and no row twice", async () => {
  const all = Array.from({ length: 2300 }, (_, index) => [index]);
  const table = (rows: number[][]): Table => ({
    columns: [{ name: "n", type: "integer" }],
    rows,
    rowCount: all.length,
    truncated: rows.length < all.length,
  });
  const asked: number[] = [];
  const whole = await wholeTable(table(all.slice(0, 200)), ({ offset, limit }) => {
    asked.push(offset);
    return Promise.resolve(table(all.slice(offset, offset + limit)));
  });
  assert.deepEqual(whole.rows, all);
  assert.equal(whole.truncated, false);
  assert.deepEqual(asked, [200, 1200, 2200]);
});

Deno.test("csvName() keeps letters of any script", () => {
  assert.equal(csvName("Average revenue, by region?"), "average-revenue-by-region.csv");
  assert.equal(csvName("متوسط السعر"), "متوسط-السعر.csv");
  assert.equal(csvName("???"), "table.csv");
});
