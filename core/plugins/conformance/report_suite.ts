/**
 * What every exporter must do.
 *
 * @module
 */
import type { Table } from "../../contract/mod.ts";
import { answerOf, REGIONS, reportOf, tableOf } from "../../kit/testing/mod.ts";
import type { ReportHandle } from "../report.ts";
import { endsWhenCancelled, hold, HOSTILE, type SuiteContext } from "./checks.ts";

const MAGIC: Record<string, string> = {
  ".pdf": "%PDF-",
  ".xlsx": "PK",
  ".zip": "PK",
  ".docx": "PK",
  ".png": "\x89PNG",
};
const LONG: Table = tableOf(
  [{ name: "day", type: "date" }, { name: "city", type: "text" }, { name: "value", type: "number" }],
  Array.from({ length: 1000 }, (_, row) => [
    new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10),
    row % 9 === 0 ? null : `city ${row % 40}`,
    row % 7 === 0 ? null : row / 3,
  ]),
);

/** Runs the suite. */
export async function reportSuite(handle: ReportHandle, { check, manifest }: SuiteContext): Promise<void> {
  const { extension, mediaType } = manifest.contributes.report!;
  await check("it writes an answer with its table", async () => {
    const bytes = await handle.export(reportOf([["average revenue by region", answerOf(REGIONS)]]));
    const magic = MAGIC[extension];
    const head = String.fromCharCode(...bytes.subarray(0, magic?.length ?? 0));
    hold(magic === undefined || head === magic, `a file ${extension} begins with ${JSON.stringify(magic)}`);
  });
  await check("it writes what was not answered, and what has no table", async () => {
    for (const status of ["clarify", "refused", "failed"] as const) {
      const answer = answerOf(null, {
        status,
        trust: "none",
        computation: "none",
        text: "Which revenue?",
        kind: "none",
      });
      await handle.export(reportOf([["revenue?", answer], [null, answer]]));
    }
  });
  await check("it writes many answers with a thousand rows each", async () => {
    const questions = Array.from({ length: 10 }, (_, at) => `question ${at}`);
    await handle.export(reportOf(questions.map((question) => [question, answerOf(LONG)])));
  });
  await check("it writes what an agent summed up", async () => {
    const summary = { agent: "report-writer", model: null, paragraphs: ["North leads.", "East is last."] };
    await handle.export({ ...reportOf([["q", answerOf(REGIONS)]]), summary });
  });
  await check("text from strangers is text in its format", async () => {
    const table = tableOf([{ name: HOSTILE, type: "text" }], [[HOSTILE], ["=cmd|' /C calc'!A0"], [
      "\ud83d\ude00 \u05d0\u0628",
    ]]);
    const report = reportOf([[HOSTILE, answerOf(table, { text: HOSTILE })]]);
    const bytes = await handle.export({ ...report, title: HOSTILE });
    if (!/html|svg/.test(mediaType)) return;
    hold(!/<img src=x/i.test(new TextDecoder().decode(bytes)), "a tag from a table is a tag in the report");
  });
  await check("writing ends when it is cancelled", async () => {
    const report = reportOf(Array.from({ length: 20 }, () => ["q", answerOf(LONG)]));
    await endsWhenCancelled((signal) => handle.export(report, { signal }));
  });
}
