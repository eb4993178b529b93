import assert from "node:assert/strict";
import { until } from "nexus/testing";
import { EventBus } from "../bus/mod.ts";
import { NexusError } from "../contract/mod.ts";
import { Store } from "../store/mod.ts";
import type { Embedder } from "./embedding.ts";
import { Library } from "./library.ts";

/** Means more than words: what speaks of ships is one thing, what speaks of money another. */
class Meaning implements Embedder {
  texts: string[] = [];
  digest = "d1";
  gone = false;

  embed(texts: string[]): ReturnType<Embedder["embed"]> {
    if (this.gone) return Promise.reject(new NexusError("model.none", "no model"));
    if (texts.some((text) => text.includes("endless")) && texts.length > 0) {
      return Promise.reject(new NexusError("model.failed", "too long"));
    }
    this.texts.push(...texts);
    const vectors = texts.map((text) => {
      const ship = /vessel|sailor|ship/i.test(text) ? 1 : 0.1;
      const money = /ledger|invoice|money/i.test(text) ? 1 : 0.1;
      return [ship, money, 0.2];
    });
    return Promise.resolve({ vectors, model: "nomic-embed-text:latest", digest: this.digest });
  }
}

async function withLibrary(
  home: string,
  embedder: Embedder,
  work: (library: Library, store: Store) => Promise<void>,
): Promise<void> {
  const store = await Store.open(home);
  const bus = new EventBus((event, at) => store.events.append(event, at), () => {});
  const library = new Library(store, bus, embedder);
  try {
    await work(library, store);
  } finally {
    await library.close();
    store.close();
  }
}

function add(library: Library, id: string, text: string) {
  const file = { name: id, file: `${id}.txt`, sha256: id.slice(1).padEnd(64, "0"), bytes: 9 };
  return library.add({ id, ...file, ingest: { plugin: "text", version: "1.0.0" } }, {
    title: "",
    notes: [],
    pages: [{ text }],
  });
}

Deno.test("passages are found by what they mean where a model is there; its vectors outlive a restart", async () => {
  const home = await Deno.makeTempDir();
  try {
    const meaning = new Meaning();
    await withLibrary(home, meaning, async (library, store) => {
      await add(library, "ta", "The vessel left the harbour with every sailor.");
      await add(library, "tb", "The ledger holds one invoice.");
      await add(library, "tc", "An endless text.");
      await library.warm();
      await until("each passage has a vector", () => store.vectors.missing("d1", 9).length === 0);
      const search = () => library.search("ships", { documents: ["ta", "tb", "tc"], limit: 3 });
      let found = await search();
      await until("vectors are used", async () => found.length > 0 || (found = await search()).length > 0);
      assert.equal(found[0]!.name, "ta", "no word of the question stands there");
      assert.deepEqual(library.index().embedding, { model: "nomic-embed-text:latest", digest: "d1" });
      assert.ok(meaning.texts.includes("search_query: ships"), "the model's own prefixes are used");
      assert.ok(meaning.texts.some((text) => text.startsWith("search_document: The vessel")));
    });
    meaning.texts = [];
    await withLibrary(home, meaning, async (library) => {
      await library.warm();
      await until("the model was asked", () => meaning.texts.length > 0);
      assert.deepEqual(meaning.texts.filter((text) => text.startsWith("search_document")), [], "kept");
    });
    meaning.digest = "d2";
    await withLibrary(home, meaning, async (library, store) => {
      await library.warm();
      await until("each passage has a new vector", () => store.vectors.missing("d2", 9).length === 0);
      await library.remove("ta");
      assert.deepEqual([...store.vectors.all("d2")].flat().length, 2, "they go with their document");
    });
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});

Deno.test("without a model passages are found by their words, and nothing fails", async () => {
  const home = await Deno.makeTempDir();
  try {
    const meaning = new Meaning();
    meaning.gone = true;
    await withLibrary(home, meaning, async (library) => {
      await add(library, "ta", "The vessel left the harbour.");
      const [found] = await library.search("the harbour", { documents: ["ta"], limit: 3 });
      assert.equal(found!.name, "ta");
      assert.deepEqual([library.index().embedding, meaning.texts], [null, []]);
    });
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});
