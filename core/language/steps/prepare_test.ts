import assert from "node:assert/strict";
import type { Plan, Question } from "nexus";
import { passengers, penguins, readable, sales } from "../_tables_for_tests.ts";
import { tableContext } from "../link/table_context.ts";
import type { ReadableTable } from "../read_question.ts";
import { prepareQuestion } from "./prepare.ts";

const shop = readable("shop", {
  Day: ["date", "2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04"],
  Visitors: ["integer", 120, 80, null, 200],
  Buyers: ["integer", 12, 4, 9, 40],
  Income: ["number", 340.5, 99, 210, 1200],
  Costs: ["number", 100, 120, 90, 400],
  Opened: ["text", "9:05 AM", "1:30 PM", "12:15 AM", "11:59 PM"],
  Member: ["text", "yes", "no", null, "no"],
});

function prepared(text: string, table: ReadableTable = shop, more: Partial<Question> = {}) {
  const found = prepareQuestion({ text, ...more }, [tableContext(table.profile, table.values, 0)]);
  return found.status === "prepared"
    ? { said: found.said, rest: found.rest, rows: found.table.rows! }
    : found;
}

function said(text: string, table?: ReadableTable, more?: Partial<Question>): readonly string[] | string {
  const found = prepared(text, table, more);
  return "said" in found ? found.said : found.status;
}

/** Operations from the scan up. */
function steps(plan: Plan): string[] {
  return "input" in plan ? [...steps(plan.input), plan.op] : [plan.op];
}

Deno.test("prepareQuestion() fills missing cells however that is said", () => {
  const filled = ['missing values of "Visitors" are filled with the median'];
  for (
    const text of [
      "Fill the missing values in Visitors with the median. Then calculate the mean of Visitors.",
      "Impute missing Visitors using the median and calculate the average.",
      "Replace null values in the Visitors column by the column's median, then report its mean.",
      "Handle missing values in Visitors using median imputation. What is the mean?",
      "After substituting NaN entries of Visitors with the median, what is the mean of Visitors?",
    ]
  ) assert.deepEqual(said(text), filled, text);
  assert.deepEqual(
    said("Handle the missing data in Visitors. What is its mean?", shop, {
      constraints: "Missing values should be replaced with the mean.",
    }),
    ['missing values of "Visitors" are filled with the mean'],
  );
  assert.deepEqual(
    said("Replace missing values in Member with 'no' and in Visitors with the mean value. Count the rows."),
    [
      'missing values of "Member" are filled with "no"',
      'missing values of "Visitors" are filled with the mean',
    ],
  );
});

Deno.test("prepareQuestion() fills with the mean of a group by a window", () => {
  const text = "Fill missing Age with the mean age of the same Sex. What is the mean Age?";
  const found = prepared(text, passengers);
  assert.ok("rows" in found);
  assert.deepEqual(steps(found.rows), ["scan", "window", "derive"]);
  assert.deepEqual(
    said("Fill missing Age with the median age of the same Sex. What is the mean Age?", passengers),
    "unclear",
  );
});

Deno.test("prepareQuestion() leaves rows out for want of a value", () => {
  for (
    const text of [
      "Drop rows where Visitors is missing. What is the mean Income?",
      "Remove the records with missing Visitors, then calculate the mean Income.",
      "Delete all rows that have null values in Visitors. Mean of Income?",
      "Excluding missing Visitors, what is the mean Income?",
      "First eliminate entries with empty Visitors. Then compute the average Income.",
    ]
  ) assert.deepEqual(said(text), ['rows without "Visitors" are left out'], text);
});

Deno.test("prepareQuestion() takes no step where a question only speaks of missing values or outliers", () => {
  for (
    const text of [
      "How many missing values are in Visitors?",
      "Which columns have missing values?",
      "What percentage of Visitors is missing?",
      "How many outliers are in Income?",
      "Ignore missing values. What is the mean of Visitors?",
      "What is the normal distribution test of Income?",
      "Is Income normally distributed?",
    ]
  ) assert.equal(said(text), "none", text);
});

Deno.test("prepareQuestion() makes a column of others", () => {
  const cases: [string, string][] = [
    [
      'Create a new column "Profit" as the difference between Income and Costs. Mean of Profit?',
      '"Income" minus "Costs"',
    ],
    [
      'Add a column named "Profit" by subtracting Costs from Income, then give its mean.',
      '"Income" minus "Costs"',
    ],
    ['Define a new feature "Rate" = Buyers / Visitors. What is the mean of Rate?', '"Buyers" / "Visitors"'],
    [
      "Generate a new variable 'Rate' that is the ratio of Buyers to Visitors. Median of Rate?",
      '"Buyers" divided by "Visitors"',
    ],
    [
      'Create a feature called "Margin" using the formula: Margin = (Income - Costs) / Income. Mean Margin?',
      '("Income" - "Costs") / "Income"',
    ],
    ['Make a new column "Both" by adding Income and Costs. What is its mean?', '"Income" plus "Costs"'],
    [
      'Derive a new column "Level" which is the average of Income and Costs. Max of Level?',
      'the average of "Income", "Costs"',
    ],
    [
      'Create a new column "Log" as the logarithm of Income. Mean of Log?',
      'the natural logarithm of "Income"',
    ],
    [
      'Create a new column "Log" as the base 10 logarithm of Income. Mean of Log?',
      'the logarithm to the base 10 of "Income"',
    ],
    [
      "Create a new feature by subtracting the mean of Income from each Income. Its standard deviation?",
      '"Income" minus its mean',
    ],
    ['Add a new column "Hour" with the hour of Opened. What is the mean Hour?', 'the hour of "Opened"'],
    ['Create a new column "Month" by extracting the month from Day. Mean of Month?', 'the month of "Day"'],
    [
      'Create a new column "Change" as the percentage change of Income from the previous day. Mean Change?',
      'the percentage change of "Income" from the row before by "Day"',
    ],
  ];
  for (const [text, words] of cases) {
    const found = said(text);
    assert.ok(
      Array.isArray(found) && found[0]!.endsWith(` is ${words}`),
      `${text}\n${JSON.stringify(found)}`,
    );
  }
});

Deno.test("prepareQuestion() takes the formula of a column from the constraints where the question has none", () => {
  const found = said('Create a new column "Margin" for each day. What is the mean Margin?', shop, {
    constraints: "Margin is calculated as (Income - Costs) / Income.",
  });
  assert.deepEqual(found, ['"Margin" is ("Income" - "Costs") / "Income"']);
});

Deno.test("prepareQuestion() classes a column by bounds, whole ones without gaps", () => {
  const cases = [
    `Create a new column "Size" that categorizes Income into 'small' (0-99), 'middle' (100-499) and 'big' (500 and above). Mean Costs by Size?`,
    `Create a new column "Size" with categories of Income: 'small' (below 100), 'middle' (100 to 499), 'big' (more than 499). Mean Costs by Size?`,
    `Add a column named "Size" that labels Income as Small(< 100), Middle(100 - 499), Big(> 499). Count the rows of each Size.`,
    `Create a new column "Size" that classifies Income: 'small' is at most the 25th percentile, 'middle' is between the 25th and 75th percentile, 'big' is above the 75th percentile. Count by Size.`,
    `Create a new column "Size" that groups Income into 'small' (less than 100) and 'big' (at least 100). Mean Costs by Size?`,
  ];
  for (const text of cases) {
    const found = said(text);
    assert.ok(
      Array.isArray(found) && /^"Size" is one of .* by "Income"$/.test(found[0]!),
      `${text}\n${found}`,
    );
  }
});

Deno.test("prepareQuestion() puts columns on another scale", () => {
  const cases: [string, string][] = [
    ["Normalize Income to a range of 0 to 1. What is the mean of Income?", '"Income" is scaled from 0 to 1'],
    ["Apply min-max scaling to Income and calculate its mean.", '"Income" is scaled from 0 to 1'],
    ["Rescale Income with min-max normalization. Median of Income?", '"Income" is scaled from 0 to 1'],
    [
      "Standardize Income using z-scores. What is its maximum?",
      '"Income" is put as standard deviations from its mean',
    ],
    [
      "Log-transform Income and calculate the mean of Income.",
      '"Income" is put as the natural logarithm of "Income"',
    ],
    [
      "Transform Income by applying a log transformation. Mean of the transformed Income?",
      '"Income" is put as the natural logarithm of "Income"',
    ],
    [
      "Encode Member as numerical values. What is the mean of Member?",
      '"Member" is coded as 0 for "no", 1 for "yes"',
    ],
  ];
  for (const [text, words] of cases) assert.deepEqual(said(text), [words], text);
});

Deno.test("prepareQuestion() leaves outliers out by the rule that is said, or puts the mean in their place", () => {
  const out = (reach: string) => [`rows whose "Income" is an outlier (beyond ${reach}) are left out`];
  const ranges = "1.5 interquartile ranges from the quartiles";
  for (
    const text of [
      "Remove outliers in Income using the IQR method. Then calculate the mean of Income.",
      "Identify the outliers of Income with the IQR rule and remove them. What is the mean of Income?",
      "Drop all outliers from the Income column. What is its average?",
      "Exclude outliers of Income, then compute the mean.",
      "What is the mean of Income after removing outliers of Income?",
    ]
  ) assert.deepEqual(said(text), out(ranges), text);
  assert.deepEqual(
    said("Remove outliers in Income. Mean of Income?", shop, {
      constraints: "Use a z-score threshold of 2.",
    }),
    out("2 standard deviations from the mean"),
  );
  assert.deepEqual(
    said("Remove outliers in Income. Mean of Income?", shop, {
      constraints:
        "Replace any Income that is more than three standard deviations away from the mean with the mean.",
    }),
    ['outliers of "Income" (beyond 3 standard deviations from the mean) are replaced by the mean'],
  );
});

Deno.test("prepareQuestion() says so where a step is not clear, and leaves questions over several tables as they are", () => {
  assert.equal(
    said("Create a new column that shows how happy the visitors are. What is its mean?"),
    "unclear",
  );
  assert.equal(said("Handle missing values in Visitors. What is its mean?"), "unclear");
  const contexts = [penguins, sales].map((table, at) => tableContext(table.profile, table.values, at));
  assert.equal(
    prepareQuestion({ text: "Drop rows where Revenue is missing. Mean Revenue?" }, contexts).status,
    "none",
  );
});

Deno.test("prepareQuestion() keeps what is asked of the prepared table", () => {
  const found = prepared(
    'Create a new column "Profit" as Income - Costs. What is the mean of this new column?',
  );
  assert.equal("rest" in found && found.rest, 'What is the mean of "Profit"?');
  const asked: [string, string][] = [
    ["Excluding missing Visitors, what is the mean Income?", "what is the mean Income?"],
    ["What is the mean Income after dropping rows with missing Visitors?", "What is the mean Income"],
    [
      "Impute missing Visitors using the median and calculate the average of Visitors.",
      "calculate the average of Visitors",
    ],
    ["Perform data preprocessing. Fill missing Visitors with 0, then count the rows.", "count the rows"],
  ];
  for (const [text, rest] of asked) {
    const one = prepared(text);
    assert.equal("rest" in one && one.rest, rest, text);
  }
});
