import { z } from "zod";
import { Document, DocumentPage, NexusError, SearchRequest, SearchResult } from "../../contract/mod.ts";
import type { Services } from "../../runs/mod.ts";
import { type Route, route } from "../route.ts";

/** Documents: list, read a page, search, remove. */
export function documentRoutes({ library }: Services): Route[] {
  return [
    route({
      method: "get",
      path: "/documents",
      tag: "documents",
      summary: "All documents, newest first",
      responses: [{ status: 200, description: "Documents", schema: z.array(Document) }],
      handle: ({ context }) => context.json(library.list()),
    }),
    route({
      method: "get",
      path: "/documents/:id",
      tag: "documents",
      summary: "One document with what its import noted",
      responses: [{ status: 200, description: "The document", schema: Document }],
      handle: ({ context, params }) => context.json(library.get(params.id!)),
    }),
    route({
      method: "get",
      path: "/documents/:id/pages/:page",
      tag: "documents",
      summary:
        "The text of a page, counted from 1; passages give their places in it, `query` has its words marked",
      query: z.object({ query: z.string().max(4000).optional() }),
      responses: [{ status: 200, description: "The page", schema: DocumentPage }],
      handle: ({ context, params, query }) => {
        const page = Number(params.page);
        if (!Number.isInteger(page)) {
          throw new NexusError("request.invalid", `"${params.page}" is no number of a page`);
        }
        return context.json(library.page(params.id!, page, query));
      },
    }),
    route({
      method: "post",
      path: "/search/",
      tag: "documents",
      summary: "Passages for words or a question, best first; of all documents where none are named",
      body: SearchRequest,
      responses: [{
        status: 200,
        description: "Passages, and what decided their order",
        schema: SearchResult,
      }],
      handle: async ({ context, body }) => {
        const { query, limit } = body;
        const documents = body.documents ?? library.list().map(({ id }) => id);
        for (const id of documents) library.get(id);
        const passages = await library.search(query, { documents, limit, signal: context.req.raw.signal });
        return context.json({ passages, index: library.index() });
      },
    }),
    route({
      method: "delete",
      path: "/documents/:id",
      tag: "documents",
      summary: "Remove a document, and its file when nothing else came from it",
      responses: [{ status: 204, description: "Removed" }],
      handle: async ({ context, params }) => {
        await library.remove(params.id!);
        return context.body(null, 204);
      },
    }),
  ];
}
