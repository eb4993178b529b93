import assert from "node:assert/strict";
import type { Answer, Document, DocumentPage, Run } from "../contract/mod.ts";
import { makeEncryptedPdf, makePdf } from "../../plugins/ingest/pdf/_pdf_for_tests.ts";
import { SHOP, type TestServer, withServer } from "./_server_for_tests.ts";

const STUDY = makePdf([
  [
    "Noise of wind turbines",
    "",
    "The rotor is the main source of noise.",
    "Blades of wood are quieter than blades of steel.",
  ],
  ["Costs", "", "Each turbine costs 1.2 million euros to build."],
]);

async function ask(server: TestServer, request: Record<string, unknown>): Promise<Answer> {
  const response = await server.post("/analyze/", request);
  const run: Run = await response.json();
  assert.equal(response.status, 200, JSON.stringify(run));
  return run.answer!;
}

Deno.test("bad PDFs are refused with their reason; a good one gives passages with page and marked words", () =>
  withServer(async (server) => {
    const failure = async (name: string, content: Uint8Array<ArrayBuffer>) => {
      const { status, error } = await server.upload(name, content);
      return [status, error!.code, error!.message];
    };
    const encrypted = await failure("secret.pdf", makeEncryptedPdf());
    assert.deepEqual(encrypted.slice(0, 2), ["failed", "file.unreadable"]);
    assert.match(encrypted[2]!, /password/);
    assert.match((await failure("scan.pdf", makePdf([[], []])))[2]!, /no text layer/);
    assert.match((await failure("half.pdf", STUDY.slice(0, 80)))[2]!, /cut off/);
    assert.match((await failure("junk.pdf", crypto.getRandomValues(new Uint8Array(5000))))[2]!, /junk\.pdf/);
    assert.deepEqual([...Deno.readDirSync(`${server.services.store.home}/files`)], []);

    const outcome = await server.upload("../study.pdf", STUDY);
    assert.equal(outcome.status, "ready", JSON.stringify(outcome.error));
    const [study] = outcome.documents!;
    assert.deepEqual([study!.name, study!.pages, outcome.datasets.length], ["study", 2, 0]);
    assert.equal((await server.upload("copy.pdf", STUDY)).duplicate, true);

    const answer = await ask(server, {
      question: "What does one turbine cost to build?",
      documents: [study!.id],
    });
    assert.deepEqual(
      [answer.status, answer.kind, answer.trust, answer.computation, answer.reading],
      ["answered", "passages", "computed", "quoted", "likely"],
      JSON.stringify(answer.error),
    );
    assert.equal(answer.answer, "Each turbine costs 1.2 million euros to build.");
    assert.match(answer.text, /\(study, page 2\)$/);
    assert.deepEqual([answer.docs, answer.pages![0]], [["study"], "study#2"]);
    const [passage] = answer.passages!;
    assert.ok(passage!.matches.some(([start, end]) => passage!.text.slice(start, end) === "costs"));
    const page: DocumentPage = await (await fetch(`${server.url}/documents/${study!.id}/pages/2`)).json();
    assert.equal(page.text.slice(passage!.start, passage!.end), passage!.text);

    const unknown = await ask(server, { question: "Who won the world cup in 1998?", documents: [study!.id] });
    assert.deepEqual([unknown.status, unknown.trust, unknown.error!.details!.reason], [
      "refused",
      "none",
      "not_in_documents",
    ]);

    const removed = await fetch(`${server.url}/documents/${study!.id}`, { method: "DELETE" });
    assert.equal(removed.status, 204);
    const rest: Document[] = await (await fetch(`${server.url}/documents`)).json();
    assert.deepEqual(rest, []);
    assert.deepEqual([...Deno.readDirSync(`${server.services.store.home}/files`)], []);
  }));

Deno.test("tables are asked first, documents where they refuse or where text is asked for", () =>
  withServer(async (server) => {
    await server.dataset("shop.csv", SHOP);
    await server.upload("study.pdf", STUDY);
    assert.equal((await ask(server, { question: "How many rows?" })).answer, 24);
    const quoted = await ask(server, { question: "Which blades are quieter, wood or steel?" });
    assert.deepEqual([quoted.kind, quoted.pages![0]], ["passages", "study#1"], quoted.text);
    const written = await ask(server, { question: "What does the document say about the rotor?" });
    assert.equal(written.kind, "passages");
    const neither = await ask(server, { question: "average discount by region" });
    assert.deepEqual([neither.status, neither.error!.code], ["refused", "plan.unknown_column"]);
  }));
