import assert from "node:assert/strict";
import { firstScript, titleOfScript } from "./script_draft.ts";

Deno.test("titleOfScript() takes the first comment", () => {
  assert.equal(titleOfScript("// Which regions differ?\nreturn 1"), "Which regions differ?");
  assert.equal(titleOfScript("\n/* Spread of ratings */ return 1"), "Spread of ratings");
  assert.equal(titleOfScript("return 1 // one"), "A script of yours");
  assert.equal(titleOfScript(`// ${"long ".repeat(100)}`).length <= 120, true);
});

Deno.test("firstScript() quotes whatever a dataset is called", async () => {
  const source = firstScript([{ name: 'a "b" `c` ${d} \\', columns: [] }]);
  const run = new (Object.getPrototypeOf(async function () {}).constructor)("sql", source);
  let asked = "";
  const sql = (text: string) => {
    asked = text;
    return Promise.resolve({ rows: [[7]] });
  };
  assert.equal(await run(sql), 7);
  assert.equal(asked, 'select count(*) from "a ""b"" `c` ${d} \\"');
});
