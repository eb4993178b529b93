import assert from "node:assert/strict";
import { resolve } from "node:path";
import { withModel } from "./_bench_for_tests.ts";

const LEASE = resolve(import.meta.dirname!, "../../plugins/ingest/docx/testdata/lease.docx");

Deno.test("a Word file gives a document and its tables, and each question goes where its words are", () =>
  withModel(() => ({ text: "{}" }), async ({ services, ask }) => {
    const file = await Deno.open(LEASE);
    const imported = await services.importer.import({
      name: "lease.docx",
      mediaType: "",
      stream: file.readable,
    });
    assert.equal(imported.error, undefined);
    const [dataset] = imported.datasets, [document] = imported.documents;
    assert.deepEqual([dataset!.name, dataset!.rows], ["lease: Costs by year", 4]);
    assert.equal(document!.parts, true);
    const both = { datasets: [dataset!.id], documents: [document!.id] };

    const computed = await ask({ question: "total cost by item", ...both });
    assert.equal(computed.trust, "verified");
    assert.deepEqual(computed.result!.rows, [["Heating", 2650], ["Water", 620]]);

    const quoted = await ask({ question: "when must notice be given?", ...both });
    assert.deepEqual([quoted.computation, quoted.text], [
      "quoted",
      "“Notice must be given in writing three months before the end of a quarter.” (lease, “Termination”)",
    ]);
    const { receipt } = services.runs.get(quoted.run).answer!;
    assert.equal(receipt!.search!.passages[0]!.place, "“Termination”");
    assert.equal(receipt!.documents![0]!.parts, true);

    const page = services.library.page(document!.id, 1);
    assert.equal(page.place, "paragraph 1");
    const again = new Blob([await Deno.readFile(LEASE)]).stream();
    assert.equal(
      (await services.importer.import({ name: "lease.docx", mediaType: "", stream: again })).duplicate,
      true,
    );
  }));
