import assert from "node:assert/strict";
import { markedText } from "./marked_text.ts";

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
