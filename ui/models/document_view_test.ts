import assert from "node:assert/strict";
import { DocumentView } from "./document_view.ts";

Deno.test("DocumentView.search() shows nothing that other words found", async () => {
  const answers: PromiseWithResolvers<Response>[] = [];
  const fetch = globalThis.fetch;
  globalThis.fetch = () => {
    const answer = Promise.withResolvers<Response>();
    answers.push(answer);
    return answer.promise;
  };
  const found = (id: string) => Response.json({ passages: [{ id }], index: "words" });
  try {
    const view = new DocumentView("d1");
    const first = view.search("notice");
    answers[0]!.resolve(found("p1"));
    await first;
    assert.equal(view.found.value?.length, 1);
    const second = view.search("deposit");
    assert.deepEqual([view.foundBy("notice"), view.foundBy("deposit"), view.searching.value], [
      null,
      null,
      true,
    ]);
    answers[1]!.resolve(found("p2"));
    await second;
    assert.deepEqual([view.found.value?.map(({ id }) => id), view.searching.value], [["p2"], false]);
    await view.search("");
    assert.equal(view.found.value, null);
  } finally {
    globalThis.fetch = fetch;
  }
});
