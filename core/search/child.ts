/**
 * The index process: Orama over the passages that it was sent. It may write its snapshot, and nothing else.
 *
 * @module
 */
import { z } from "zod";
import { NexusError } from "../contract/errors.ts";
import { serveChild } from "../process/serve.ts";
import { PassageIndex } from "./passage_index.ts";
import { Chunk, SearchRequest } from "./protocol.ts";
import { readSnapshot, writeSnapshot } from "./snapshot.ts";

/** How long nothing changes before the index learns what its passages are about. */
const REST_MS = 1500;
/** It learns this long at a time, and then looks whether there is a question. */
const SLICE_MS = 12;

const index = new PassageIndex();
let changes = 0;
let learned: Promise<void> = Promise.resolve();

/** Called after each change: the last one has the index learn anew, in slices between questions. */
function changed(): void {
  const now = ++changes;
  learned = (async () => {
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    const learning = index.learn();
    while (now === changes) {
      const until = performance.now() + SLICE_MS;
      while (performance.now() < until) if (learning.next().done) return;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  })();
}

/** Waits until nothing is left to learn. */
async function settled(): Promise<void> {
  for (let seen = -1; seen !== changes;) {
    seen = changes;
    await learned;
  }
}

const Vectors = z.object({ ids: z.array(z.number().int()), first: z.boolean() });
const Open = z.object({ path: z.string(), fingerprint: z.string() });

/** Checks what came; only the host sends, so a misfit is a fault of ours. */
function checked<T>(
  schema: z.ZodType<T>,
  run: (params: T) => unknown,
): (params: unknown) => Promise<unknown> {
  return async (params) => {
    const result = schema.safeParse(params);
    if (result.success) return await run(result.data);
    throw new NexusError("request.invalid", "The index process was sent something that it does not know", {
      cause: result.error,
    });
  };
}

await serveChild({
  /** Loads the snapshot where it is that of the store as it stands; `loaded` says whether. */
  open: checked(Open, async ({ path, fingerprint }) => {
    const content = await readSnapshot(path, fingerprint);
    if (content !== null) {
      index.load(content);
      changed();
    }
    return { loaded: content !== null, passages: index.size };
  }),
  add: checked(z.object({ chunks: z.array(Chunk) }), ({ chunks }) => {
    index.add(chunks);
    changed();
    return { passages: index.size };
  }),
  remove: checked(z.object({ ids: z.array(z.number().int()) }), ({ ids }) => {
    index.remove(ids);
    changed();
    return { passages: index.size };
  }),
  save: checked(Open, async ({ path, fingerprint }) => ({
    saved: await writeSnapshot(path, fingerprint, index.save()),
  })),
  /** An attachment for each id. */
  vectors: (params, { attachments }) => {
    const { ids, first } = Vectors.parse(params);
    index.addVectors(ids, attachments, { first });
    return Promise.resolve({});
  },
  settle: async () => {
    await settled();
    return {};
  },
  search: checked(SearchRequest, ({ query, ...options }) => index.search(query, options)),
});
