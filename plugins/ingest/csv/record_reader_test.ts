import assert from "node:assert/strict";
import type { Dialect } from "./dialect.ts";
import { RecordReader } from "./record_reader.ts";

const COMMA: Dialect = {
  delimiter: ",",
  quote: '"',
  backslash: false,
  padding: false,
  newline: "\n",
  comment: "",
};

function read(text: string, dialect: Partial<Dialect> = {}, width = 0, piece = text.length || 1): string[][] {
  const rows: string[][] = [];
  const reader = new RecordReader({ ...COMMA, ...dialect }, width);
  for (let at = 0; at < text.length; at += piece) {
    reader.push(text.slice(at, at + piece), false, (cells) => rows.push(cells));
  }
  reader.push("", true, (cells) => rows.push(cells));
  return rows;
}

Deno.test("push() gives the same records however the text is cut", () => {
  const text = 'a,"b ""c""\r\nd",e\r\n1,,"x"\r\n"",2,\r\n';
  const whole = read(text, { newline: "\r\n" });
  assert.deepEqual(whole, [["a", 'b "c"\r\nd', "e"], ["1", "", "x"], ["", "2", ""]]);
  for (let piece = 1; piece < text.length; piece++) {
    assert.deepEqual(read(text, { newline: "\r\n" }, 0, piece), whole);
  }
});

Deno.test("push() ends lines at carriage returns", () => {
  for (const piece of [1, 2, 3, 50]) {
    assert.deepEqual(read('a,"b\rc"\r1,2\r', { newline: "\r" }, 0, piece), [["a", "b\rc"], ["1", "2"]]);
    assert.deepEqual(read("a,b\r1,2\n3,4\r\n", { newline: "mixed" }, 0, piece), [["a", "b"], ["1", "2"], [
      "3",
      "4",
    ]]);
  }
});

Deno.test("push() reads a last line without an end, and no line after the last", () => {
  assert.deepEqual(read("a,b\n1,2"), [["a", "b"], ["1", "2"]]);
  assert.deepEqual(read("a,b\n"), [["a", "b"]]);
  assert.deepEqual(read('a,"b"'), [["a", "b"]]);
});

Deno.test("push() takes apostrophes and inches inside quotes for text", () => {
  assert.deepEqual(read("'can't','5'", { quote: "'" }), [["can't", "5"]]);
  assert.deepEqual(read('"5" pipe",x\n', {}, 2), [['5" pipe', "x"]]);
});

Deno.test("push() takes a quote that is never closed for text", () => {
  assert.deepEqual(read('a,b\n1,"x\n2,y\n3,z\n', {}, 2, 3), [["a", "b"], ["1", '"x'], ["2", "y"], [
    "3",
    "z",
  ]]);
});

Deno.test("push() says where a record starts", () => {
  const lines: number[] = [];
  const reader = new RecordReader(COMMA, 2);
  reader.push('a,"x\ny"\nb,1\n\nc,2\n', true, (_cells, facts) => lines.push(facts.line));
  assert.deepEqual(lines, [1, 3, 4, 5]);
});

Deno.test("push() stops at a record that has no end", () => {
  const reader = new RecordReader(COMMA, 0, { maxRecord: 1000 });
  assert.equal(reader.push("x".repeat(2000), false, () => {}), false);
});
