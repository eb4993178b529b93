import assert from "node:assert/strict";
import { medals, passengers, penguins, sales } from "../_tables_for_tests.ts";
import type { ReadableTable } from "../read_question.ts";
import { tokenize } from "../text/token.ts";
import { matchColumns } from "./column_match.ts";
import { derivedQuestion } from "./derived_columns.ts";
import { numberRecipe } from "./number_text.ts";
import { type TableContext, tableContext } from "./table_context.ts";
import { matchValues } from "./value_match.ts";

function context({ profile, values }: ReadableTable): TableContext {
  return tableContext(profile, values, 0);
}

/** The column that a whole text names best. */
function column(text: string, table: ReadableTable): string | undefined {
  const { tokens } = tokenize(text);
  const whole = matchColumns(tokens, context(table)).filter((match) =>
    match.from === 0 && match.to === tokens.length
  );
  return whole.sort((a, b) => b.score - a.score)[0]?.column.name;
}

Deno.test("matchColumns() finds names by word, stem, abbreviation, synonym, unit left out, slip and gap", () => {
  assert.equal(column("order date", sales), "Order Date");
  assert.equal(column("unit prices", sales), "Unit Price");
  assert.equal(column("qty", sales), "Quantity");
  assert.equal(column("sales", sales), "Revenue");
  assert.equal(column("flipper length", penguins), "flipper_length_mm");
  assert.equal(column("revenu", sales), "Revenue");
  assert.equal(column("unitprice", sales), "Unit Price");
  assert.equal(column("gender", passengers), "Sex");
  assert.equal(column("salary", sales), undefined);
});

Deno.test("matchValues() finds cells by case, synonym, plural, element of a list and part", () => {
  const values = (text: string, table: ReadableTable) =>
    matchValues(tokenize(text), context(table)).sort((a, b) => b.score - a.score)[0]?.values;
  assert.deepEqual(values("NORTH", sales), ["North"]);
  assert.deepEqual(values("women", passengers), ["female"]);
  assert.deepEqual(values("chairs", sales), ["Chair"]);
  assert.deepEqual(values("Dahl", medals), ["Dahl", "Berg, Dahl"]);
  assert.deepEqual(values("Heikkinen", passengers), ["Heikkinen, Laina"]);
});

Deno.test("numberRecipe() tells how text holds numbers, and that it holds none", () => {
  assert.deepEqual(numberRecipe(["12,300 (est.)", "9,875", "10,120[2]"])?.high, 12300);
  assert.equal(numberRecipe(["14 days", "3 days"])?.low, 3);
  assert.equal(numberRecipe(["red", "2 green", "blue"]), undefined);
  assert.equal(numberRecipe(["2020-01-05", "2020-02-01"]), undefined);
});

Deno.test("derivedQuestion() makes a column in passing, and one that is defined first", () => {
  const inline = derivedQuestion("average of revenue divided by quantity", [context(sales)]);
  assert.equal(inline?.contexts[0]?.columns.at(-1)?.name, "Revenue divided by Quantity");
  const defined = derivedQuestion(
    'Create a new column called "Margin" as the difference between Revenue and Unit Price. Find the mean of "Margin".',
    [context(sales)],
  );
  assert.equal(defined?.contexts[0]?.columns.at(-1)?.formula?.function, "subtract");
  assert.equal(defined?.text, 'Find the mean of "Margin".');
  assert.equal(derivedQuestion("average revenue by region", [context(sales)]), undefined);
});
