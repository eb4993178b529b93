import assert from "node:assert/strict";
import { EventBus } from "../bus/mod.ts";
import { NexusError } from "../contract/mod.ts";
import { Store } from "../store/mod.ts";
import { Library } from "./library.ts";

async function withHome(work: (home: string) => Promise<void>): Promise<void> {
  const home = await Deno.makeTempDir();
  try {
    await work(home);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

async function withLibrary(
  home: string,
  work: (library: Library, store: Store) => Promise<void>,
): Promise<void> {
  const store = await Store.open(home);
  const library = new Library(store, new EventBus((event, at) => store.events.append(event, at), () => {}));
  try {
    await work(library, store);
  } finally {
    await library.close();
    store.close();
  }
}

function facts(id: string, name: string) {
  return {
    id,
    name,
    file: `${name}.txt`,
    sha256: id.slice(1).padEnd(64, "0"),
    bytes: 9,
    ingest: { plugin: "text", version: "1.0.0" },
  };
}

const LEASE = {
  title: "",
  notes: [],
  pages: [{ text: "Rent is due in May." }, { text: "A notice of three months ends the lease." }],
};

Deno.test("Library finds passages with page and offsets, over a restart and from a snapshot", () =>
  withHome(async (home) => {
    await withLibrary(home, async (library) => {
      const { id } = await library.add(facts("ta", "lease"), LEASE);
      const [found] = await library.search("when does the lease end?", { documents: [id], limit: 3 });
      assert.deepEqual([found!.name, found!.page], ["lease", 2]);
      const { text } = library.page(id, found!.page);
      assert.equal(text.slice(found!.start, found!.end), found!.text);
      const page = library.page(id, 2, { query: "When do leases end?" });
      assert.deepEqual([page.name, page.page, page.pages], ["lease", 2, 2]);
      assert.deepEqual(page.matches.map((range) => page.text.slice(...range)), ["ends", "lease"]);
      await library.add(facts("tb", "other"), { title: "", notes: [], pages: [{ text: "Cats sleep." }] });
      assert.equal((await library.search("cats", { documents: [id, "tb"], limit: 3 }))[0]!.name, "other");
    });
    assert.ok((await Deno.stat(`${home}/index/passages.json`)).size > 100, "a snapshot was written");
    await withLibrary(home, async (library) => {
      assert.equal((await library.search("cats", { documents: ["ta", "tb"], limit: 3 }))[0]!.name, "other");
    });
    await Deno.writeTextFile(`${home}/index/passages.json`, "{damaged");
    await withLibrary(home, async (library) => {
      assert.equal((await library.search("lease", { documents: ["ta", "tb"], limit: 3 }))[0]!.name, "lease");
    });
  }));

Deno.test("Library.remove() takes a document out of store and index", () =>
  withHome((home) =>
    withLibrary(home, async (library, store) => {
      await library.add(facts("ta", "lease"), LEASE);
      assert.deepEqual([library.state().index, library.state().passages], ["off", 2]);
      await library.warm();
      assert.equal(library.state().index, "ready");
      await library.remove("ta");
      assert.equal(library.state().passages, 0);
      assert.deepEqual(await library.search("lease", { documents: [], limit: 3 }), []);
      assert.equal(store.documents.page("ta", 1), undefined);
      assert.throws(
        () => library.get("ta"),
        (error) => error instanceof NexusError && error.code === "document.not_found",
      );
    })
  ));
