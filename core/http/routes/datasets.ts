import { z } from "zod";
import { Dataset, Table, Value } from "../../contract/mod.ts";
import { suggestQuestions } from "../../datasets/mod.ts";
import type { Services } from "../../runs/mod.ts";
import { type Route, route } from "../route.ts";
import { Page } from "./page_query.ts";

/** Datasets: list, look into, remove. */
export function datasetRoutes({ catalogue, executor }: Services): Route[] {
  return [
    route({
      method: "get",
      path: "/datasets",
      tag: "datasets",
      summary: "All datasets, newest first",
      responses: [{ status: 200, description: "Datasets with their profiles", schema: z.array(Dataset) }],
      handle: ({ context }) => context.json(catalogue.list()),
    }),
    route({
      method: "get",
      path: "/datasets/:id",
      tag: "datasets",
      summary: "One dataset with its profile and import notes",
      responses: [{ status: 200, description: "The dataset", schema: Dataset }],
      handle: ({ context, params }) => context.json(catalogue.get(params.id!)),
    }),
    route({
      method: "get",
      path: "/datasets/:id/rows",
      tag: "datasets",
      summary: "Rows in the file's order",
      query: Page,
      responses: [{ status: 200, description: "A page of rows", schema: Table }],
      handle: async ({ context, params, query }) => context.json(await catalogue.rows(params.id!, query)),
    }),
    route({
      method: "get",
      path: "/datasets/:id/rejects",
      tag: "datasets",
      summary: "Cells that did not fit the type of their column, with their text",
      responses: [{
        status: 200,
        description: "Cells, at most as many as the import kept",
        schema: z.array(z.object({ row: z.number(), column: z.string(), text: Value })),
      }],
      handle: async ({ context, params }) => context.json(await catalogue.rejects(params.id!)),
    }),
    route({
      method: "get",
      path: "/datasets/:id/suggestions",
      tag: "datasets",
      summary: "Questions that fit the dataset",
      responses: [{
        status: 200,
        description: "At most five questions",
        schema: z.object({ questions: z.array(z.string()) }),
      }],
      handle: ({ context, params }) =>
        context.json({ questions: suggestQuestions(catalogue.get(params.id!)) }),
    }),
    route({
      method: "delete",
      path: "/datasets/:id",
      tag: "datasets",
      summary: "Remove a dataset, and its file when nothing else came from it",
      responses: [{ status: 204, description: "Removed" }],
      handle: ({ context, params }) => {
        catalogue.remove(params.id!);
        executor.clear();
        return context.body(null, 204);
      },
    }),
  ];
}
