import assert from "node:assert/strict";
import type { Plan, Question } from "nexus";
import { passengers, sales } from "./_tables_for_tests.ts";
import { type ReadableTable, readQuestion } from "./read_question.ts";

const now = new Date("2026-06-15T12:00:00Z");

function read(text: string, format: string, more: Partial<Question> & { table?: ReadableTable } = {}) {
  const { table = passengers, ...question } = more;
  return readQuestion({ text, format, ...question }, [table], { now });
}

function bound(text: string, format: string, more: Parameters<typeof read>[2] = {}) {
  const outcome = read(text, format, more);
  return outcome.status === "read"
    ? Object.fromEntries(
      outcome.readings[0]!.values!.map(({ name, column, row }) => [name, row ? `${column}#${row}` : column]),
    )
    : outcome.status;
}

function plan(text: string, format: string, more: Parameters<typeof read>[2] = {}): Plan | undefined {
  const outcome = read(text, format, more);
  return outcome.status === "read" ? outcome.readings[0]!.plan : undefined;
}

Deno.test("readQuestion() gives one figure for each combination of values that the names speak of", () => {
  const format =
    "@mean_age_male_class1[a] @mean_age_male_class3[b] @mean_age_female_class1[c] @mean_age_female_class3[d]";
  const wanted = {
    mean_age_male_class1: "average Age of male of 1",
    mean_age_male_class3: "average Age of male of 3",
    mean_age_female_class1: "average Age of female of 1",
    mean_age_female_class3: "average Age of female of 3",
  };
  for (
    const text of [
      "What is the mean Age of male and female passengers in each Pclass?",
      "Calculate the mean Age by Sex and Pclass.",
      "What is the average Age of males in each Pclass? How does it compare to the average Age of females?",
      "Compute the mean Age for every Pclass, for male and female separately.",
    ]
  ) {
    const found = bound(text, format);
    assert.ok(typeof found === "object", `${text}: ${found}`);
    const sorted = (name: string) => name.split(" of ").sort().join();
    for (const [name, column] of Object.entries(wanted)) {
      assert.equal(sorted(found[name]!), sorted(column), text);
    }
  }
});

Deno.test("readQuestion() gives missing values and their shares under fixed names", () => {
  assert.deepEqual(
    bound("How many missing values are there in Age and Cabin?", "@missing_age[n] @missing_cabin[m]"),
    { missing_age: "missing Age", missing_cabin: "missing Cabin" },
  );
  const shares = bound(
    "What percentage of Age and of Cabin is missing?",
    "@percentage_missing_age[p] @percentage_missing_cabin[q]",
  );
  assert.ok(typeof shares === "object" && Object.keys(shares).length === 2, JSON.stringify(shares));
});

Deno.test("readQuestion() computes what is asked before a step from the table as it is stored", () => {
  const format = "@mean_before[a] @mean_after[b]";
  const text =
    "Fill missing values of Age with the median. What is the mean of Age before and after filling?";
  const found = plan(text, format);
  assert.equal(found?.op, "select");
  const [before, after] = (found as Extract<Plan, { op: "select" }>).columns;
  assert.equal(before!.value.kind, "scalar");
  assert.equal(JSON.stringify(before).includes("coalesce"), false);
  assert.equal(after!.value.kind, "column");
  assert.equal(JSON.stringify(found).includes("coalesce"), true);
});

Deno.test("readQuestion() makes a test for each value that the names speak of, and figures beside a test", () => {
  const correlation =
    "Is there a correlation between Age and Fare? How does it differ between male and female passengers?";
  const constraints = "Calculate the Pearson correlation coefficient. Report the p-value.";
  const apart = bound(correlation, "@r_male[r] @p_value_male[p] @r_female[r2] @p_value_female[p2]", {
    constraints,
  });
  assert.deepEqual(apart, {
    r_male: "coefficient#1",
    p_value_male: "p-value#1",
    r_female: "coefficient",
    p_value_female: "p-value",
  });
  const beside = plan(
    "Is Fare normally distributed? Also calculate its skewness and kurtosis.",
    "@p_value[p] @skewness[s] @kurtosis[k]",
  );
  assert.equal(beside?.op, "statistic");
  assert.deepEqual(beside?.op === "statistic" && beside.measures?.map(({ function: name }) => name), [
    "skewness",
    "kurtosis",
  ]);
});

Deno.test("readQuestion() refuses names that say more than it can give", () => {
  for (
    const [text, format] of [
      ["What is the mean Age?", "@mean_age[a] @mean_height[b]"],
      ["What is the mean Age by Sex?", "@mean_age_robot[a] @mean_age_alien[b]"],
      ["What is the highest average Fare?", "@best[name, class, fare]"],
      ["What is the mean Age?", "@results[{'male': a, 'female': b"],
    ] as const
  ) assert.equal(bound(text, format), "refused", format);
});

Deno.test("readQuestion() does not answer for all what is asked for each", () => {
  const found = plan(
    "What is the correlation of Quantity and Revenue for each Region?",
    "@r[r] @p_value[p]",
    { table: sales },
  );
  assert.ok(found === undefined || JSON.stringify(found).includes("Region"));
});

Deno.test("readQuestion() does not take a figure for a name that ends with another column", () => {
  const found = bound("What is the highest Revenue?", "@highest_revenue_region[name]", { table: sales });
  assert.notDeepEqual(found, { highest_revenue_region: "maximum Revenue" });
});

Deno.test("readQuestion() gives lists under a fixed name: outliers, their keys, their rows, columns", () => {
  const cases: [string, string, string, string?][] = [
    ["Identify the outliers of Fare.", "@fare_outliers[list_of_values]", "Fare"],
    ["Which passengers are outliers by Fare? Give their ids.", "@outlier_ids[id1, id2, ...]", "PassengerId"],
    ["Are there outliers in Fare? What are their row numbers?", "@outliers[list_of_numbers]", "row"],
    ["List the names of the outliers of Fare.", "@outlier_names[list_of_strings]", "Name"],
    [
      "Which columns have missing values?",
      "@missing_columns[column1, column2, ...]",
      "column",
      "Sort them alphabetically.",
    ],
  ];
  for (const [text, format, column, constraints = ""] of cases) {
    const outcome = read(text, format, { constraints });
    const values = outcome.status === "read" ? outcome.readings[0]!.values : undefined;
    assert.deepEqual(values?.map((one) => [one.column, one.list]), [[column, true]], text);
  }
  assert.equal(
    plan("Which columns have missing values?", "@c[list]", { constraints: "Sort them alphabetically." })?.op,
    "sort",
  );
  assert.equal(
    bound("Which region sold most in which month?", "@best[month, region]", { table: sales }),
    "refused",
  );
});

Deno.test("readQuestion() refuses plainly what trains and tests a model", () => {
  for (
    const text of [
      "Train a random forest to predict Survived and report its accuracy.",
      "Split the data into a training set and a test set, fit a linear regression of Fare on Age and give the mean squared error.",
      "Build a machine learning model that predicts Fare.",
      "Use an 80/20 train-test split and report the accuracy of a decision tree for Survived.",
      "Predict Survived with a gradient boosting classifier and report its accuracy.",
    ]
  ) {
    const outcome = read(text, "@score[x]");
    assert.equal(outcome.status === "refused" && outcome.reason, "unsupported", text);
  }
  assert.notEqual(read("Make a linear regression of Fare on Age.", "@coef_age[x]").status, "refused");
});

Deno.test("readQuestion() knows columns by words that the question ties to them, and by `these two columns`", () => {
  const tied = bound(
    "Is there a link between the number of siblings aboard (SibSp) and the ticket price (Fare)?",
    "@r[r]",
    {
      constraints:
        "Calculate the Pearson correlation coefficient (r) between the number of siblings aboard and the ticket price.",
    },
  );
  assert.deepEqual(tied, { r: "correlation of SibSp and Fare" });
  const pronoun =
    "Draw a scatter plot of 'Age' and 'Fare'. Calculate the Pearson correlation coefficient between these two columns.";
  assert.deepEqual(bound(pronoun, "@r[r]"), { r: "correlation of Age and Fare" });
});
