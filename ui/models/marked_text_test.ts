import assert from "node:assert/strict";
import { markedText, pagePieces } from "./marked_text.ts";

Deno.test("markedText() cuts a stretch at the words of the question", () => {
  const passage = {
    text: "Rent is due in May. A notice ends it.",
    matches: [[0, 4], [22, 28]] as [number, number][],
  };
  assert.deepEqual(markedText(passage, [20, 37]), [
    { text: "A ", marked: false },
    { text: "notice", marked: true },
    { text: " ends it.", marked: false },
  ]);
  assert.deepEqual(markedText({ text: "abc", matches: [] }, [0, 3]), [{ text: "abc", marked: false }]);
  assert.equal(markedText(passage, [0, 37]).map(({ text }) => text).join(""), passage.text);
});

Deno.test("pagePieces() marks words inside and outside of the passage", () => {
  const pieces = pagePieces("one two three four", [[4, 7], [8, 13]], [6, 16]);
  assert.deepEqual(pieces.map(({ text, marked, quoted }) => [text, marked, quoted]), [
    ["one ", false, false],
    ["tw", true, false],
    ["o", true, true],
    [" ", false, true],
    ["three", true, true],
    [" fo", false, true],
    ["ur", false, false],
  ]);
});

Deno.test("pagePieces() leaves a page whole without marks, and one without text empty", () => {
  assert.deepEqual(pagePieces("abc", [], null), [{ text: "abc", marked: false, quoted: false }]);
  assert.deepEqual(pagePieces("", [], [3, 9]), []);
  assert.equal(pagePieces("abc", [], [1, 99]).map(({ text }) => text).join(""), "abc");
});
