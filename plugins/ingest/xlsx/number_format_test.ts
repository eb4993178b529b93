import assert from "node:assert/strict";
import { numberFormat, readFormat } from "./number_format.ts";

Deno.test("readFormat() tells dates, times and spans of time from each other", () => {
  const kinds = {
    "yyyy\\-mm\\-dd": "date",
    "dd.mm.yyyy;@": "date",
    "TT.MM.JJJJ": "date",
    "[$-409]d\\-mmm\\-yy;@": "date",
    "mmm yy": "date",
    'yyyy"年"m"月"d"日"': "date",
    "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy": "date",
    "m/d/yy h:mm AM/PM": "date",
    "hh:mm": "time",
    "h:mm:ss AM/PM": "time",
    "[$-F400]h:mm:ss AM/PM": "time",
    "[h]:mm:ss": "duration",
    "[mm]:ss": "duration",
    "mm:ss.0": "duration",
  };
  assert.deepEqual(
    Object.fromEntries(Object.keys(kinds).map((code) => [code, readFormat(code).kind])),
    kinds,
  );
  assert.deepEqual(["[hh]:mm", "[mm]:ss", "[ss]", "mm:ss"].map((code) => readFormat(code).unit), [
    "h",
    "min",
    "s",
    "min",
  ]);
});

Deno.test("readFormat() takes no number for a date", () => {
  for (
    const code of [
      "General",
      "0.00E+00",
      "#,##0",
      "@",
      '#,##0" days"',
      "[Red]0.00",
      "0_);[Red]\\(0\\)",
      '"day "0',
      "[>=1000]#,##0;0",
      "# ?/?",
      "_-* #,##0_-",
      "Standard",
    ]
  ) {
    assert.ok(["plain", "amount"].includes(readFormat(code).kind), `${code} is ${readFormat(code).kind}`);
  }
});

Deno.test("readFormat() finds percentages, currencies, units and codes", () => {
  const units = {
    "0.0%": "%",
    '"$"#,##0.00': "$",
    "$#,##0": "$",
    "[$€-407]\\ #,##0.00": "€",
    '#,##0.00\\ "€"': "€",
    '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)': "$",
    "_-[$£-809]* #,##0.00_-": "£",
    "#,##0.00\\ [$CHF-807]": "CHF",
    '0.0" kg"': "kg",
    '0\\ "°C"': "°C",
    '#,##0,"k"': "",
    '0.0,,"M"': "",
    '"No. "0': "",
  };
  assert.deepEqual(
    Object.fromEntries(Object.keys(units).map((code) => [code, readFormat(code).unit])),
    units,
  );
  assert.deepEqual([readFormat("00000").kind, readFormat("00000").width, readFormat("0").kind], [
    "code",
    5,
    "plain",
  ]);
});

Deno.test("numberFormat() knows the formats that have no code in the file", () => {
  assert.deepEqual([0, 1, 9, 14, 20, 22, 28, 46, 49, 57].map((id) => numberFormat(id, undefined).kind), [
    "plain",
    "plain",
    "percent",
    "date",
    "time",
    "date",
    "date",
    "duration",
    "plain",
    "date",
  ]);
});
