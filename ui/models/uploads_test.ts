import assert from "node:assert/strict";
import type { Dataset, UploadResult } from "nexus";
import { Uploads } from "./uploads.ts";

function setUp() {
  const sent: { name: string; done: (result: UploadResult) => void; fail: (error: Error) => void }[] = [];
  const ready: string[] = [];
  const failed: string[] = [];
  const uploads = new Uploads({
    send: (file) => new Promise((done, fail) => void sent.push({ name: file.name, done, fail })),
    onReady: (_datasets, file) => void ready.push(file),
    onFailed: (file, problem) => void failed.push(`${file}: ${problem.message}`),
  });
  return { uploads, sent, ready, failed };
}

const file = (name: string) => new File(["a\n1\n"], name);
const result = (status: "ready" | "failed"): UploadResult => ({
  files: [{
    import: "i",
    file: "f",
    status,
    duplicate: false,
    datasets: [] as Dataset[],
    ...(status === "failed" ? { error: { code: "file.empty" as const, message: "no rows" } } : {}),
  }],
});
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test("Uploads sends two files at a time, and each has an end of its own", async () => {
  const { uploads, sent, ready, failed } = setUp();
  uploads.add([file("a.csv"), file("b.csv"), file("c.csv")]);
  assert.deepEqual(sent.map((one) => one.name), ["a.csv", "b.csv"]);
  assert.deepEqual(uploads.list.value.map((upload) => upload.stage), ["sending", "sending", "waiting"]);
  sent[0]?.done(result("ready"));
  sent[1]?.done(result("failed"));
  await settled();
  assert.deepEqual(ready, ["a.csv"]);
  assert.deepEqual(failed, ["b.csv: no rows"]);
  assert.deepEqual(uploads.list.value.map((upload) => [upload.file, upload.stage]), [
    ["b.csv", "failed"],
    ["c.csv", "sending"],
  ]);
  sent[2]?.fail(new Error("gone"));
  await settled();
  assert.equal(uploads.list.value[1]?.problem?.message, "gone");
});

Deno.test("Uploads shows what the import does, by the file's name", () => {
  const { uploads } = setUp();
  uploads.add([file("a.csv")]);
  uploads.onEvent({ type: "import.progress", import: "i", file: "a.csv", stage: "converting", rows: 12000 });
  assert.deepEqual(
    uploads.list.value.map((upload) => [upload.stage, upload.detail]),
    [["importing", "Reading rows: 12,000"]],
  );
});

Deno.test("Uploads.dismiss() takes a waiting file out of the queue", async () => {
  const { uploads, sent } = setUp();
  uploads.add([file("a.csv"), file("b.csv"), file("c.csv")]);
  uploads.dismiss(uploads.list.value[2]!.key);
  sent[0]?.done(result("ready"));
  await settled();
  assert.deepEqual(sent.map((one) => one.name), ["a.csv", "b.csv"]);
});
