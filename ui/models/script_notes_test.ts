import assert from "node:assert/strict";
import {
  consoleOfError,
  notesOfError,
  notesOfRun,
  placeNotes,
  scriptErrorTitle,
  verdictWords,
} from "./script_notes.ts";

const FINDING = {
  rule: "unknown-name",
  severity: "error",
  message: '"fetch" is not in scope',
  line: 2,
  column: 9,
} as const;

Deno.test("placeNotes() puts notes beside their lines, and keeps those without one", () => {
  const notes = notesOfRun({
    findings: [{ ...FINDING, severity: "warning" }],
    reviews: [{
      agent: "code-reviewer",
      version: "1.0.0",
      model: null,
      verdict: "concern",
      remarks: [{ message: "Divides by rows that may be none", line: 2 }, { message: "Long" }, {
        message: "Beyond",
        line: 99,
      }],
    }],
  });
  const { byLine, general } = placeNotes(notes, 3);
  assert.deepEqual(byLine.get(2)?.map(({ by }) => by), [undefined, "code-reviewer"]);
  assert.deepEqual(general.map(({ message }) => message), ["Long", "Beyond"]);
});

Deno.test("notesOfError() takes findings, or the position of what was thrown", () => {
  const rejected = { code: "code.rejected", message: "no", details: { findings: [FINDING] } } as const;
  assert.equal(notesOfError({ ...rejected, details: { findings: [{ ...FINDING }] } })[0]?.column, 9);
  const failed = {
    code: "code.failed",
    message: "line 3: x is not a function",
    details: { line: 3, column: 1, console: [{ level: "log", text: "a" }] },
  } as const;
  const body = { ...failed, details: { ...failed.details, console: [...failed.details.console] } };
  assert.deepEqual(notesOfError(body), [
    { severity: "error", message: "x is not a function", hint: undefined, line: 3, column: 1 },
  ]);
  assert.equal(scriptErrorTitle(body), "The script stopped with an error");
  assert.deepEqual(consoleOfError(body), [{ level: "log", text: "a" }]);
  assert.equal(scriptErrorTitle({ code: "code.deadline", message: "late" }), null);
  assert.deepEqual(notesOfError({ code: "code.deadline", message: "late" }), []);
});

Deno.test("verdictWords() says what each review comes to", () => {
  assert.deepEqual(verdictWords({ findings: [], reviews: [] }).map(({ good }) => good), [true]);
  const refused = verdictWords({
    findings: [],
    reviews: [{ agent: "code-reviewer", version: "1.0.0", model: "phi3", verdict: "refuse", remarks: [] }],
  });
  assert.equal(refused[1]?.text, "code-reviewer with phi3 refused it.");
});
