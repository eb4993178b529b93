import assert from "node:assert/strict";
import { headingFor, headingsOf } from "./headings.ts";

const PAGE = `Acme Corporation
Consolidated Statements of Cash Flows
(in millions)
Depreciation and amortization 1,488 1,544
Purchases of Equipment 12 14

4.2 Financing activities
The company repaid its debt in May. It was the last of it.`;

Deno.test("headingsOf() finds titles and numbered lines, and no sentences or rows", () => {
  assert.deepEqual(headingsOf(PAGE).map(({ text }) => text), [
    "Acme Corporation",
    "Consolidated Statements of Cash Flows",
    "4.2 Financing activities",
  ]);
  assert.deepEqual(headingsOf("The rotor is loud. Steel is louder."), []);
});

Deno.test("headingFor() gives the headings of the page and the last one above a passage", () => {
  const headings = headingsOf(PAGE);
  assert.equal(
    headingFor(headings, PAGE, PAGE.indexOf("Purchases")),
    "Acme Corporation\nConsolidated Statements of Cash Flows",
  );
  assert.match(headingFor(headings, PAGE, PAGE.indexOf("The company")), /Flows\n4\.2 Financing activities$/);
  assert.equal(headingFor([], PAGE, 10), "");
});
