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

const index = new PassageIndex();

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
    if (content !== null) index.load(content);
    return { loaded: content !== null, passages: index.size };
  }),
  add: checked(z.object({ chunks: z.array(Chunk) }), ({ chunks }) => {
    index.add(chunks);
    return { passages: index.size };
  }),
  remove: checked(z.object({ ids: z.array(z.number().int()) }), ({ ids }) => {
    index.remove(ids);
    return { passages: index.size };
  }),
  save: checked(Open, async ({ path, fingerprint }) => ({
    saved: await writeSnapshot(path, fingerprint, index.save()),
  })),
  search: checked(SearchRequest, ({ query, limit, documents }) => ({
    hits: index.search(query, { limit, documents }),
  })),
});
