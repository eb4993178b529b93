import assert from "node:assert/strict";
import type { Expression, Value } from "../contract/mod.ts";
import { FunctionName, type NexusError } from "../contract/mod.ts";
import { TestDatabase } from "./_duckdb_for_tests.ts";
import { call, column, literal, scan, select } from "./_plans_for_tests.ts";
import { planSql } from "./sql.ts";

/** Types of the columns that an argument stands in for: every case runs over columns and, where it can, over literals. */
type Case = [Expression, Value];
const date = (text: string): Expression => literal(text, "date");
const at = (text: string): Expression => literal(text, "datetime");
const t = (text: string): Expression => literal(text);
const n = (value: number | null): Expression => literal(value, "number");
const i = (value: number | string | null): Expression => literal(value, "integer");
const nothing = literal(null, "text");

const CASES: Record<FunctionName, Case[]> = {
  add: [[call("add", 2, 3), 5], [call("add", 2, 0.5), 2.5], [call("add", i(null), 1), null], [
    call("add", 2000000000, 2000000000),
    4000000000,
  ]],
  subtract: [[call("subtract", 2, -3), 5], [call("subtract", n(0.5), call("subtract", 1, 2)), 1.5]],
  multiply: [[call("multiply", 3000000000, 3), 9000000000], [call("multiply", call("add", 1, 2), 3), 9]],
  divide: [
    [call("divide", 7, 2), 3.5],
    [call("divide", 1, 0), null],
    [call("divide", n(1), n(0)), null],
    [
      call("divide", 1, call("subtract", 1, 1)),
      null,
    ],
    [call("divide", 1, call("divide", 1, call("divide", 1, 0))), null],
    [call("divide", 0, 0), null],
  ],
  modulo: [
    [call("modulo", 7, 3), 1],
    [call("modulo", -7, 3), -1],
    [call("modulo", 7, -3), 1],
    [
      call("modulo", 7, 0),
      null,
    ],
    [call("modulo", 7.5, 2), 1.5],
    [call("modulo", n(7.5), n(0)), null],
  ],
  negate: [[call("negate", 5), -5], [call("negate", -5), 5], [call("negate", n(-0.5)), 0.5], [
    call("negate", n(null)),
    null,
  ]],
  abs: [[call("abs", -5), 5], [call("abs", n(-0.5)), 0.5]],
  round: [
    [call("round", 2.5), 3],
    [call("round", -2.5), -3],
    [call("round", 0.5), 1],
    [
      call("round", 1234.567, 2),
      1234.57,
    ],
    [call("round", 1250, -2), 1300],
    [call("round", 1234, -2), 1200],
    [call("round", 5, 2), 5],
    [
      call("round", n(1250), -2),
      1300,
    ],
    [call("round", -1250, -2), -1300],
  ],
  floor: [[call("floor", -0.5), -1], [call("floor", 7), 7], [call("floor", 2.9), 2]],
  ceil: [[call("ceil", 2.1), 3], [call("ceil", 7), 7], [call("ceil", -2.9), -2]],
  sqrt: [[call("sqrt", 9), 3], [call("sqrt", -1), null], [call("sqrt", 0), 0], [
    call("sqrt", call("sqrt", call("multiply", 4, 4))),
    2,
  ], [call("sqrt", n(null)), null]],
  ln: [[call("ln", 1), 0], [call("ln", 0), null], [call("ln", -1), null]],
  log10: [[call("log10", 1000), 3], [call("log10", 0), null]],
  exp: [[call("exp", 0), 1], [call("exp", 1000), null], [call("exp", -1000), 0]],
  power: [
    [call("power", 2, 10), 1024],
    [call("power", 0, -1), null],
    [call("power", -8, 0.5), null],
    [
      call("power", 10, 400),
      null,
    ],
    [call("power", 2, -1), 0.5],
    [call("power", -3, 2), 9],
  ],
  eq: [
    [call("eq", 1, 1), true],
    [call("eq", 1, 1.0), true],
    [call("eq", t("a"), t("A")), false],
    [
      call("eq", literal(null), literal(null)),
      null,
    ],
    [call("eq", date("2024-02-29"), at("2024-02-29T00:00:00")), true],
    [call("eq", t("é"), t("e\u0301")), false],
  ],
  ne: [[call("ne", 1, 2), true], [call("ne", i(null), 2), null]],
  lt: [[call("lt", t("Z"), t("a")), true], [call("lt", t("\uFFFD"), t("😀")), true], [
    call("lt", literal(false), literal(true)),
    true,
  ], [call("lt", 1, 1), false]],
  le: [[call("le", 1, 1), true], [call("le", date("2023-12-31"), date("2024-01-01")), true]],
  gt: [[call("gt", 2, 1.5), true], [call("gt", t(""), nothing), null]],
  ge: [[call("ge", 1, 1), true]],
  and: [
    [call("and", literal(true), literal(null)), null],
    [call("and", literal(false), literal(null)), false],
    [call("and", literal(true), literal(true), literal(true)), true],
    [call("and", call("or", literal(true), literal(false)), literal(false)), false],
  ],
  or: [
    [call("or", literal(true), literal(null)), true],
    [call("or", literal(false), literal(null)), null],
    [call("or", literal(false)), false],
    [call("or", literal(true), call("and", literal(false), literal(false))), true],
  ],
  not: [[call("not", literal(true)), false], [call("not", literal(null)), null], [
    call("not", call("eq", 1, 2)),
    true,
  ], [call("not", call("and", literal(true), literal(false))), true]],
  is_null: [[call("is_null", nothing), true], [call("is_null", t("")), false], [
    call("is_null", call("add", i(null), 1)),
    true,
  ]],
  in: [
    [call("in", 1, 2, 1), true],
    [call("in", 1, 2, literal(null)), null],
    [call("in", 1, 1, literal(null)), true],
    [call("in", i(null), 1), null],
    [call("in", t("b"), t("a"), t("b")), true],
    [call("in", 1, 1.5, 1.0), true],
  ],
  if: [
    [call("if", literal(true), 1, 2), 1],
    [call("if", literal(null), 1, 2), 2],
    [call("if", literal(false), 1, 2.5), 2.5],
    [call("if", literal(false), t("a"), literal(null)), null],
  ],
  coalesce: [[call("coalesce", literal(null), 2, 3), 2], [call("coalesce", i(null), i(null)), null], [
    call("coalesce", literal(null), 1, 0.5),
    1,
  ], [call("coalesce", literal(null)), null]],
  least: [
    [call("least", 3, 1, 2), 1],
    [call("least", literal(null), 5), 5],
    [
      call("least", i(null), i(null)),
      null,
    ],
    [call("least", t("b"), t("a")), "a"],
    [call("least", 1, 0.5), 0.5],
  ],
  greatest: [[call("greatest", 3, literal(null), 7), 7], [
    call("greatest", date("2024-01-01"), date("2023-01-01")),
    "2024-01-01",
  ]],
  lower: [[call("lower", t("ÀÉ Straße")), "àé straße"], [call("lower", nothing), null]],
  upper: [[call("upper", t("àé x")), "ÀÉ X"]],
  trim: [[call("trim", t(" \t\n\r\u00a0a b\u00a0 ")), "a b"], [call("trim", t("  ")), ""]],
  length: [[call("length", t("é😀")), 2], [call("length", t("")), 0], [call("length", t("a\0b")), 3], [
    call("length", nothing),
    null,
  ]],
  concat: [[call("concat", t("a"), t("b"), t("c")), "abc"], [call("concat", t("a"), nothing), null], [
    call("concat", t("a\0b"), t("'\"\\%")),
    "a\0b'\"\\%",
  ]],
  contains: [[call("contains", t("50% off"), t("%")), true], [call("contains", t("abc"), t("B")), false], [
    call("contains", t("abc"), t("")),
    true,
  ], [call("contains", nothing, t("a")), null]],
  starts_with: [[call("starts_with", t("_abc"), t("_a")), true], [
    call("starts_with", t("abc"), t("b")),
    false,
  ]],
  ends_with: [[call("ends_with", t("abc😀"), t("😀")), true], [call("ends_with", t("abc"), t("b")), false]],
  substring: [[call("substring", t("añb😀c"), 2, 3), "ñb😀"], [call("substring", t("abc"), 5), ""], [
    call("substring", t("abc"), 2),
    "bc",
  ], [call("substring", t("abc"), 1, 0), ""]],
  replace: [[call("replace", t("a.b.c"), t("."), t("-")), "a-b-c"], [
    call("replace", t("aaa"), t("aa"), t("b")),
    "ba",
  ]],
  split_part: [
    [call("split_part", t("a,b,,d"), t(","), 4), "d"],
    [call("split_part", t("a,b,,d"), t(","), 3), ""],
    [call("split_part", t("a,b"), t(","), 3), null],
    [call("split_part", t("Ada Lovelace"), t(" "), -1), "Lovelace"],
    [call("split_part", t("a||b"), t("||"), 2), "b"],
    [call("split_part", t(""), t(","), 1), ""],
    [call("split_part", nothing, t(","), 1), null],
  ],
  year: [[call("year", date("2024-02-29")), 2024], [call("year", at("1969-12-31T23:59:59")), 1969]],
  quarter: [[call("quarter", date("2024-03-31")), 1], [call("quarter", date("2024-10-01")), 4]],
  month: [[call("month", date("2024-12-31")), 12]],
  day: [[call("day", date("2024-02-29")), 29]],
  weekday: [[call("weekday", date("2024-02-29")), 4], [call("weekday", date("2021-01-03")), 7], [
    call("weekday", date("2021-01-04")),
    1,
  ], [call("weekday", date("1969-12-28")), 7]],
  week: [
    [call("week", date("2021-01-03")), 53],
    [call("week", date("2021-01-04")), 1],
    [
      call("week", date("2018-12-31")),
      1,
    ],
    [call("week", date("2024-12-30")), 1],
    [call("week", date("2020-12-31")), 53],
  ],
  hour: [[call("hour", at("2024-01-31T23:59:59")), 23], [call("hour", at("1960-01-01T01:00")), 1]],
  minute: [[call("minute", at("2024-01-31T23:59:59")), 59]],
  truncate: [
    [call("truncate", date("2024-02-29"), t("year")), "2024-01-01"],
    [call("truncate", date("2024-05-31"), t("quarter")), "2024-04-01"],
    [call("truncate", date("2024-02-29"), t("month")), "2024-02-01"],
    [call("truncate", date("2021-01-03"), t("week")), "2020-12-28"],
    [call("truncate", at("1969-12-28T10:00:00"), t("week")), "1969-12-22T00:00:00"],
    [call("truncate", at("2024-02-29T10:20:30.5"), t("hour")), "2024-02-29T10:00:00"],
    [call("truncate", at("1969-12-31T23:59:30.5"), t("minute")), "1969-12-31T23:59:00"],
    [call("truncate", at("2024-02-29T10:20:30.5"), t("day")), "2024-02-29T00:00:00"],
    [call("truncate", date("2024-02-29"), t("hour")), "2024-02-29"],
    [call("truncate", literal(null, "date"), t("month")), null],
  ],
  difference: [
    [call("difference", date("2024-02-28"), date("2024-03-01"), t("day")), 2],
    [call("difference", date("2024-03-01"), date("2024-02-28"), t("day")), -2],
    [call("difference", at("2024-01-01T23:59"), at("2024-01-02T00:01"), t("day")), 1],
    [call("difference", at("1969-12-31T23:59"), at("1970-01-01T00:01"), t("day")), 1],
    [call("difference", at("1969-12-30T23:59"), at("1969-12-31T00:01"), t("day")), 1],
    [call("difference", date("2024-01-31"), date("2024-02-01"), t("month")), 1],
    [call("difference", date("2023-12-31"), date("2024-01-01"), t("year")), 1],
    [call("difference", date("2024-03-31"), date("2024-04-01"), t("quarter")), 1],
    [call("difference", date("2021-01-03"), date("2021-01-04"), t("week")), 1],
    [call("difference", date("2021-01-04"), date("2021-01-10"), t("week")), 0],
    [call("difference", date("1969-12-28"), date("1969-12-29"), t("week")), 1],
    [call("difference", date("1969-12-29"), date("1969-12-28"), t("week")), -1],
    [call("difference", at("1969-12-31T21:30"), at("1969-12-31T22:10"), t("hour")), 1],
    [call("difference", at("1969-12-31T23:58:30"), at("1969-12-31T23:59:10"), t("minute")), 1],
    [call("difference", date("2024-01-01"), at("2024-01-02T01:00"), t("hour")), 25],
    [call("difference", date("2024-01-01"), literal(null), t("day")), null],
  ],
  add_days: [[call("add_days", date("2024-02-28"), 2), "2024-03-01"], [
    call("add_days", at("2024-02-28T10:00:00"), -28),
    "2024-01-31T10:00:00",
  ], [call("add_days", date("2024-02-28"), i(null)), null]],
  bin: [
    [call("bin", 27, 10), 20],
    [call("bin", -1, 10), -10],
    [call("bin", 27, 10, 5), 25],
    [
      call("bin", 2.7, 0.5),
      2.5,
    ],
    [call("bin", 3, 0.5), 3],
    [call("bin", i(null), 5), null],
    [call("bin", 4, 10, 5), -5],
  ],
  to_text: [
    [call("to_text", 12), "12"],
    [call("to_text", n(12)), "12"],
    [call("to_text", 0.5), "0.5"],
    [call("to_text", n(10.0)), "10"],
    [call("to_text", literal(true)), "true"],
    [call("to_text", date("2024-01-31")), "2024-01-31"],
    [call("to_text", at("2024-01-31T10:20")), "2024-01-31T10:20:00"],
    [call("to_text", at("2024-01-31T10:20:30.5")), "2024-01-31T10:20:30.500"],
    [call("to_text", at("1969-01-31T10:20:30.000001")), "1969-01-31T10:20:30.000001"],
    [call("to_text", t("x")), "x"],
  ],
  to_number: [
    [call("to_number", t(" -12.5e1 ")), -125],
    [call("to_number", t("+.5")), 0.5],
    [call("to_number", t("5.")), 5],
    [call("to_number", t("1_000")), null],
    [call("to_number", t("1,000")), null],
    [call("to_number", t("inf")), null],
    [call("to_number", t("nan")), null],
    [call("to_number", t("")), null],
    [call("to_number", t("1e999")), null],
    [call("to_number", t("0x10")), null],
    [call("to_number", literal(true)), 1],
    [call("to_number", 3), 3],
  ],
  to_integer: [
    [call("to_integer", t(" 42 ")), 42],
    [call("to_integer", t("4.0")), null],
    [call("to_integer", t("99999999999999999999")), null],
    [call("to_integer", 2.9), 2],
    [call("to_integer", -2.9), -2],
    [call("to_integer", 1e300), null],
    [call("to_integer", literal(false)), 0],
  ],
  to_date: [
    [call("to_date", t("2024-02-29")), "2024-02-29"],
    [call("to_date", t("2023-02-29")), null],
    [call("to_date", t("2024-2-9")), null],
    [call("to_date", t("29/02/2024")), null],
    [call("to_date", at("2024-01-31T23:59:59")), "2024-01-31"],
  ],
  to_datetime: [
    [call("to_datetime", t("2024-01-31T10:20:30.5")), "2024-01-31T10:20:30.5"],
    [call("to_datetime", t("2024-01-31 10:20")), "2024-01-31T10:20:00"],
    [call("to_datetime", t("2024-01-31")), "2024-01-31T00:00:00"],
    [call("to_datetime", t("2024-01-31 25:00")), null],
    [call("to_datetime", t("2024-01-31T10:20:30+02:00")), null],
    [call("to_datetime", date("2024-01-31")), "2024-01-31T00:00:00"],
  ],
};

const database = await TestDatabase.open({ one: { v: ["integer", 1] } });

for (const name of FunctionName.options) {
  Deno.test(`planSql() computes ${name} as the table says`, async () => {
    const columns = CASES[name].map(([value], index): [string, Expression] => [`c${index}`, value]);
    const [row] = await database.rows(select(scan("one"), ...columns));
    CASES[name].forEach(([value, expected], index) =>
      assert.deepEqual(row![index], expected, JSON.stringify(value))
    );
  });

  Deno.test(`planSql() computes ${name} over columns as over constants`, async () => {
    const inputs: Record<string, Expression> = {};
    const lifted = CASES[name].map((
      [value],
      index,
    ): [string, Expression] => [`c${index}`, lift(value, inputs)]);
    const base = select(scan("one"), ["v", column("v")], ...Object.entries(inputs));
    const [row] = await database.rows(select(base, ...lifted));
    CASES[name].forEach(([value, expected], index) =>
      assert.deepEqual(row![index], expected, JSON.stringify(value))
    );
  });
}

/** Moves the constants that need not be constant into columns. */
function lift(value: Expression, inputs: Record<string, Expression>): Expression {
  if (value.kind !== "call") return value;
  const literals: Partial<Record<FunctionName, number>> = {
    round: 1,
    contains: 1,
    starts_with: 1,
    ends_with: 1,
    substring: 1,
    replace: 1,
    split_part: 1,
    truncate: 1,
    difference: 2,
    bin: 1,
  };
  const operands = value.arguments.map((operand, index) => {
    if (index >= (literals[value.function] ?? Infinity)) return operand;
    if (operand.kind !== "literal" || operand.value === null && operand.type === undefined) {
      return lift(operand, inputs);
    }
    const name = `i${Object.keys(inputs).length}`;
    inputs[name] = operand;
    return column(name);
  });
  return { ...value, arguments: operands };
}

Deno.test("planSql() does not grow beyond measure where calls nest", async () => {
  const options = { tableName: (id: string) => id };
  for (const name of FunctionName.options) {
    for (const [example] of CASES[name].slice(0, 1)) {
      const operands = (example as Extract<Expression, { kind: "call" }>).arguments;
      operands.forEach((_, at) => {
        let nested: Expression = example;
        for (let depth = 0; depth < 55; depth++) {
          nested = { kind: "call", function: name, arguments: operands.with(at, nested) };
        }
        let sql: string;
        try {
          sql = planSql(select(scan("one"), ["x", nested]), database.lookup, options);
        } catch (error) {
          assert.match((error as NexusError).code, /^plan\.(type_mismatch|invalid)$/);
          return;
        }
        assert.ok(sql.length < 20_000, `${name} nested 55 deep is ${sql.length} characters long`);
      });
    }
  }
  let remainder: Expression = column("v");
  for (let depth = 0; depth < 55; depth++) remainder = call("modulo", remainder, 1000.5);
  assert.deepEqual(await database.rows(select(scan("one"), ["x", remainder])), [[1]]);
});
