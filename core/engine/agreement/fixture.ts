/**
 * Rows on which two engines could differ: nulls, duplicates, signs, zeros, integers at the end of their range, text outside ASCII,
 * leap days and year edges, as Parquet files with one, no and many rows.
 *
 * @module
 */
import type { DuckDBConnection } from "@duckdb/node-api";
import { type ColumnType, ROW_ID, type Schema, type Value } from "nexus";
import type { Relation } from "../request.ts";
import { Random } from "./random.ts";

const INTEGERS = [0, 1, 2, 3, 5, 7, 10, 12, 100, 999, -1, -2, -7, -100];
const BIG_INTEGERS = [
  "9223372036854775807",
  "-9223372036854775808",
  "9007199254740993",
  "-9007199254740993",
  4,
  -4,
];
const NUMBERS = [0, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.1, 0.2, 0.3, 1e-7, 123456.789, -42, 3, 1e6, 2.675];
const WILD_NUMBERS = [
  1e300,
  -1e300,
  5e-324,
  1e16,
  1e21,
  1e-5,
  1e-6,
  123456789012345680,
  -1e17,
  0,
  1,
  -1,
  2 / 3,
];
const TEXTS = [
  ...[
    "",
    "a",
    "A",
    "b",
    "B",
    "z",
    "Z",
    "aa",
    "ab",
    " a ",
    "\ta\n",
    "\u00a0x\u00a0",
    "a,b,c",
    ",",
    "a b",
    "%_",
    "it's",
  ],
  ...[
    "ä",
    "Ä",
    "é",
    "e\u0301",
    "ß",
    "straße",
    "ﬁn",
    "ΟΔΟΣ",
    "İ",
    "ı",
    "ǆ",
    "😀",
    "a😀b",
    "日本",
    "\u{10ffff}",
    "\ufffd",
  ],
  ...[
    "1",
    "-1",
    "+7",
    " 12 ",
    "1.5",
    "-3e2",
    ".5",
    "5.",
    "1e999",
    "inf",
    "nan",
    "1_000",
    "0x10",
    "1,5",
    "007",
  ],
  ...[
    "9223372036854775807",
    "9223372036854775808",
    "2024-02-29",
    "2023-02-29",
    "2024-1-5",
    " 2024-01-31 ",
    "true",
  ],
  ...[
    "2024-01-31T10:20",
    "2024-01-31 10:20:30",
    "2024-01-31T10:20:30.5",
    "2024-01-31T10:20:30.123456",
    "2024-01-31T25:00",
  ],
];
const DATES = [
  ...[
    "2024-02-29",
    "2023-02-28",
    "2024-12-30",
    "2024-12-31",
    "2025-01-01",
    "2021-01-03",
    "2020-12-28",
    "2000-01-01",
  ],
  ...[
    "1999-12-31",
    "1970-01-01",
    "1969-12-31",
    "1969-12-29",
    "1900-03-01",
    "1600-02-29",
    "2024-03-31",
    "2024-06-30",
  ],
];
const TIMES = [
  "00:00:00",
  "23:59:59",
  "12:30:00",
  "10:20:30.5",
  "23:59:59.999999",
  "00:00:00.000001",
  "05:06:07.123",
];
const DATETIMES = DATES.flatMap((date, at) => [`${date}T${TIMES[at % TIMES.length]}`, `${date}T00:00:00`]);

/** A column of the fixture: its type, what its cells are, and how many of them are missing. */
interface ColumnPlan {
  name: string;
  type: ColumnType;
  pool: readonly Value[];
  nulls: number;
}

const COLUMNS: readonly ColumnPlan[] = [
  { name: "k", type: "integer", pool: [0, 1, 2, 3], nulls: 0.1 },
  { name: "g", type: "text", pool: ["", "a", "A", "é", "ß"], nulls: 0.1 },
  { name: "b", type: "boolean", pool: [true, false], nulls: 0.2 },
  { name: "b2", type: "boolean", pool: [true, false], nulls: 0.3 },
  { name: "i", type: "integer", pool: INTEGERS, nulls: 0.15 },
  { name: "i2", type: "integer", pool: INTEGERS, nulls: 0.15 },
  { name: "big", type: "integer", pool: BIG_INTEGERS, nulls: 0.1 },
  { name: "n", type: "number", pool: NUMBERS, nulls: 0.15 },
  { name: "n2", type: "number", pool: NUMBERS, nulls: 0.15 },
  { name: "wild", type: "number", pool: WILD_NUMBERS, nulls: 0.1 },
  { name: "t", type: "text", pool: TEXTS, nulls: 0.1 },
  { name: "t2", type: "text", pool: TEXTS, nulls: 0.1 },
  { name: "d", type: "date", pool: DATES, nulls: 0.1 },
  { name: "d2", type: "date", pool: DATES, nulls: 0.1 },
  { name: "s", type: "datetime", pool: DATETIMES, nulls: 0.1 },
  { name: "s2", type: "datetime", pool: DATETIMES, nulls: 0.1 },
];

/** Two columns of each type. */
export const COLUMNS_OF: Record<ColumnType, [string, string]> = {
  boolean: ["b", "b2"],
  integer: ["i", "i2"],
  number: ["n", "n2"],
  text: ["t", "t2"],
  date: ["d", "d2"],
  datetime: ["s", "s2"],
};

/** Columns of every dataset of the fixture. */
export const FIXTURE_SCHEMA: Schema = COLUMNS.map(({ name, type }) => ({ name, type }));

/** Datasets of the fixture and their numbers of rows; `missing` has nothing but nulls. */
export const FIXTURE_SIZES = { many: 150, one: 1, empty: 0, missing: 3 } as const;
export type FixtureName = keyof typeof FIXTURE_SIZES;

const SQL_TYPES: Record<ColumnType, string> = {
  boolean: "BOOLEAN",
  integer: "BIGINT",
  number: "DOUBLE",
  text: "VARCHAR",
  date: "DATE",
  datetime: "TIMESTAMP",
};

/** Writes the datasets to a folder and says where they are. */
export async function writeFixture(connection: DuckDBConnection, folder: string): Promise<Relation[]> {
  const random = new Random(20240229);
  const relations: Relation[] = [];
  for (const [id, count] of Object.entries(FIXTURE_SIZES)) {
    const rows = Array.from({ length: count }, (_, row) => cells(random, id, row));
    const path = `${folder}/${id}.parquet`;
    const source = `${folder}/${id}.ndjson`;
    await Deno.writeTextFile(source, rows.map((row) => JSON.stringify(row)).join("\n"));
    const types = [
      `'${ROW_ID}': 'BIGINT'`,
      ...COLUMNS.map(({ name, type }) => `'${name}': '${SQL_TYPES[type]}'`),
    ];
    const read = `read_json('${source}', format = 'newline_delimited', columns = {${types.join(", ")}})`;
    await connection.run(`COPY (SELECT * FROM ${read} ORDER BY ${ROW_ID}) TO '${path}' (FORMAT parquet)`);
    relations.push({ id, path, schema: FIXTURE_SCHEMA });
  }
  return relations;
}

/** The first rows go through each pool, so that every value is met; the rest is chance. */
function cells(random: Random, id: string, row: number): Record<string, Value> {
  const cell = ({ pool, nulls }: ColumnPlan): Value => {
    if (id === "missing") return null;
    if (id === "many" && row < pool.length) return pool[row]!;
    return random.chance(nulls) ? null : random.pick(pool);
  };
  return { [ROW_ID]: row, ...Object.fromEntries(COLUMNS.map((column) => [column.name, cell(column)])) };
}
