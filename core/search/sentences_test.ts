import assert from "node:assert/strict";
import { quotable, sentencesOf } from "./sentences.ts";

function sentences(text: string): string[] {
  return sentencesOf(text).map(({ range }) => text.slice(...range));
}

function quotes(text: string): string[] {
  return quotable(text).map((range) => text.slice(...range));
}

Deno.test("sentencesOf() keeps the number of a heading or an entry with its words", () => {
  assert.deepEqual(sentences("6. Repairs are paid by the owner. 7. Pets are allowed."), [
    "6. Repairs are paid by the owner.",
    "7. Pets are allowed.",
  ]);
  assert.deepEqual(sentences("Item 7. Results of the year"), ["Item 7. Results of the year"]);
  assert.deepEqual(sentences("a) The tenant pays.\nb) The owner pays."), [
    "a) The tenant pays.",
    "b) The owner pays.",
  ]);
  assert.deepEqual(sentences("It fell by 4. Then it rose."), ["It fell by 4.", "Then it rose."]);
});

Deno.test("sentencesOf() knows short forms, initials and decimals", () => {
  assert.deepEqual(sentences("Sales in the U.S. rose by 3.5 percent on Jan. 3. The U.S. is large."), [
    "Sales in the U.S. rose by 3.5 percent on Jan. 3.",
    "The U.S. is large.",
  ]);
  assert.deepEqual(
    sentences("J. R. Smith of Acme Inc. in Ohio left. He works for Acme Inc. The firm grew."),
    [
      "J. R. Smith of Acme Inc. in Ohio left.",
      "He works for Acme Inc.",
      "The firm grew.",
    ],
  );
});

Deno.test("quotable() gives rows of tables, entries of lists and headings by themselves", () => {
  assert.deepEqual(
    quotes(
      "# Costs\nWhat it costs:\n| 2021 | 2020\nInge G. Thulin, Inc. | 65 | 2\nTotal | 3 | 4\nThat is all.",
    ),
    [
      "Costs",
      "What it costs:",
      "| 2021 | 2020",
      "Inge G. Thulin, Inc. | 65 | 2",
      "Total | 3 | 4",
      "That is all.",
    ],
  );
  assert.deepEqual(quotes("We sell:\n• red lamps\n• blue lamps\nand more"), [
    "We sell:",
    "red lamps",
    "blue lamps\nand more",
  ]);
  assert.deepEqual(quotes("| a | b |\n|---|---|\n| 1 | 2 |"), ["| a | b |", "| 1 | 2 |"]);
});
