import type { Answer, CodeRun, ReportInput, Table, Value } from "../../contract/mod.ts";

/** An answer with everything that an answer can carry. */
export function answerOf(result: Table | null, parts: Partial<Answer> = {}): Answer {
  const plan = { op: "scan" as const, dataset: "d1" };
  const computed = {
    status: "answered",
    trust: "verified",
    computation: "confirmed",
    reading: "sure",
  } as const;
  const checks = [{
    name: "rows",
    passed: true,
    message: "The counts of all groups add up to the rows that were kept.",
  }];
  const excluded = [{
    cause: "missing" as const,
    reason: 'have no "revenue" and are not part of the mean of "revenue"',
    rows: 16,
  }];
  return {
    ...computed,
    kind: "table",
    answer: null,
    text: "North has the highest average revenue: 79.99. East has the lowest: 71.21.",
    plan,
    words: ['Take the 3,498 rows of "sales".', 'Group by "region": the mean of "revenue".'],
    sql: 'SELECT "region", avg("revenue") AS "average revenue"\nFROM "sales"\nGROUP BY "region"',
    used: [
      { start: 0, end: 7, text: "average", meaning: "the mean" },
      { start: 8, end: 15, text: "revenue", meaning: 'column "revenue"' },
      { start: 19, end: 25, text: "region", meaning: 'column "region"' },
    ],
    unused: [],
    confidence: 0.97,
    result,
    receipt: {
      receipt: 1,
      id: "rcp_01JD9Z6Q4X",
      createdAt: "2026-11-22T09:20:00.000Z",
      nexus: "0.1.0",
      question: "average revenue by region",
      ...computed,
      inputs: [],
      plan,
      engines: [
        { engine: "duckdb", version: "1.5.5", ms: 4.2, rows: 5 },
        { engine: "polars", version: "0.25.2", ms: 6.8, rows: 5 },
      ],
      rows: { scanned: 3498, kept: 3482, excluded },
      checks,
      result: result === null ? null : {
        columns: result.columns,
        rows: result.rows.slice(0, 20),
        rowCount: result.rowCount,
        truncated: result.truncated,
      },
      tolerance: 1e-9,
      agents: [{ id: "data-analyst", version: "1.0.0" }],
      model: null,
    },
    checks,
    excluded,
    notices: [],
    ms: 31,
    ...parts,
  };
}

/** A script that a model wrote, with all that may be said of one. */
export const SCRIPT: CodeRun = {
  language: "javascript",
  source:
    'const { revenue } = await columns("sales", ["revenue", "region"]);\nreturn stats.standardDeviation(revenue);',
  sha256: "5b41362bc82b7f3d56edc5a306db22105707d01ff4819e26faef9724a2d406c9",
  author: "llama3.2:3b",
  findings: [],
  reviews: [{
    agent: "code-reviewer",
    version: "1.0.0",
    model: "qwen2.5-coder:3b",
    verdict: "concern",
    remarks: [{ message: "Missing values are counted", line: 2 }],
  }],
  attempts: [{ source: "return fetch('/');", error: "fetch is not known here" }],
  queries: [{ kind: "columns", text: "sales: revenue, region", rows: 3498 }],
  console: [{ level: "log", text: "3498 values" }],
  consoleDropped: 0,
  ms: 12,
};

/** A report on answers to the questions that are given with them. */
export function reportOf(answers: [question: string | null, answer: Answer][]): ReportInput {
  return {
    title: "Sales of the coffee shop",
    createdAt: "2026-11-22T09:30:00.000Z",
    nexus: "0.1.0",
    answers: answers.map(([question, answer]) => ({
      question,
      answer,
      datasets: [{
        name: "sales",
        file: "sales.csv",
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        rows: 3498,
        notes: [{ level: "choice", topic: "separator", message: "Columns are separated by commas." }],
      }],
    })),
  };
}

/** A table from typed columns and rows. */
export function tableOf(columns: Table["columns"], rows: Value[][]): Table {
  return { columns, rows, rowCount: rows.length, truncated: false };
}

/** The result of `average revenue by region`. */
export const REGIONS = tableOf(
  [{ name: "region", type: "text" }, { name: "average revenue", type: "number" }, {
    name: "orders",
    type: "integer",
  }],
  [["North", 79.99001, 994], ["West", 71.27983, 751], ["East", 71.20738, 821], ["South", 70.71435, 916], [
    null,
    90.42625,
    16,
  ]],
);
