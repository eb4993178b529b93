import { z } from "zod";
import { AnalyzeRequest, Evidence, NexusError, Receipt, Run, RunSummary, Table } from "../../contract/mod.ts";
import { findEvidence, type Services } from "../../runs/mod.ts";
import type { Places } from "../access/mod.ts";
import { type Route, route } from "../route.ts";
import { lastEventId, streamEvents } from "../sse.ts";
import { Page } from "./page_query.ts";

/** Questions in, answers out. */
export function runRoutes(
  { audit, runs, store, bus, catalogue, engines, executor }: Services,
  places: Places,
): Route[] {
  return [
    route({
      method: "post",
      path: "/analyze/",
      tag: "runs",
      summary:
        "Ask a question or run a plan; waits for the answer, or with `Prefer: respond-async` gives the run's id at once",
      body: AnalyzeRequest,
      responses: [
        { status: 200, description: "The run with its answer", schema: Run },
        { status: 202, description: "Started; steps come on /runs/{id}/events", schema: RunSummary },
      ],
      handle: async ({ context, body }) => {
        const later = /\brespond-async\b/.test(context.req.header("prefer") ?? "");
        const { summary, done } = runs.start(body, later ? {} : { signal: context.req.raw.signal });
        if (!later) return context.json(await done);
        context.header("location", `/runs/${summary.id}`);
        return context.json(summary, 202);
      },
    }),
    route({
      method: "get",
      path: "/runs",
      tag: "runs",
      summary: "The last runs, newest first",
      responses: [{ status: 200, description: "Runs without their answers", schema: z.array(RunSummary) }],
      handle: ({ context }) => context.json(runs.list()),
    }),
    route({
      method: "get",
      path: "/runs/:id",
      tag: "runs",
      summary: "One run with its answer",
      responses: [{ status: 200, description: "The run", schema: Run }],
      handle: ({ context, params }) => context.json(runs.get(params.id!)),
    }),
    route({
      method: "delete",
      path: "/runs/:id",
      tag: "runs",
      summary: "Cancel a run that is going on, forget one that has ended",
      responses: [{ status: 204, description: "Done" }],
      handle: async ({ context, params }) => {
        const action = runs.isActive(params.id!) ? "run.cancelled" : "run.removed";
        await runs.remove(params.id!);
        audit.record(action, params.id);
        return context.body(null, 204);
      },
    }),
    route({
      method: "get",
      path: "/runs/:id/events",
      tag: "runs",
      summary: "Events of a run as they happen, from the first or after `Last-Event-ID`; ends with the run",
      responses: [{ status: 200, description: "Server-sent events", mediaType: "text/event-stream" }],
      handle: ({ context, params }) => {
        const id = runs.get(params.id!).id;
        return streamEvents(context, places, {
          after: lastEventId(context.req.header("last-event-id"), store.events.last()) ?? 0,
          read: (after, limit) => store.events.ofRun(id, after, limit),
          subscribe: (wake) => bus.subscribe(({ event }) => "run" in event && event.run === id && wake()),
          isLast: ({ event }) => event.type === "run.ended",
          ended: () => !runs.isActive(id),
        });
      },
    }),
    route({
      method: "get",
      path: "/runs/:id/rows",
      tag: "runs",
      summary: "Rows of the result",
      query: Page,
      responses: [{ status: 200, description: "A page of rows", schema: Table }],
      handle: async ({ context, params, query }) => {
        const { answer } = runs.get(params.id!);
        if (!answer?.result || (!answer.plan && !answer.code)) {
          throw new NexusError("request.not_found", "This run has no result");
        }
        if (!answer.plan) {
          const { result } = answer;
          const rows = result.rows.slice(query.offset, query.offset + query.limit);
          return context.json({ ...result, rows, truncated: query.offset + rows.length < result.rowCount });
        }
        const page = await executor.page(answer.plan, query, context.req.raw.signal);
        return context.json({
          ...page,
          rowCount: answer.result.rowCount,
          truncated: query.offset + page.rows.length < answer.result.rowCount,
        });
      },
    }),
    route({
      method: "get",
      path: "/runs/:id/evidence",
      tag: "runs",
      summary: "The dataset's rows under the result, or under one row of it",
      query: Page.extend({ row: z.coerce.number().int().min(0).optional() }),
      responses: [{
        status: 200,
        description: "Rows of each dataset; empty where they cannot be told apart",
        schema: z.array(Evidence),
      }],
      handle: async ({ context, params, query: { row, offset, limit } }) => {
        const { answer } = runs.get(params.id!);
        if (!answer) throw new NexusError("request.not_found", "This run has no answer yet");
        return context.json(
          await findEvidence(answer, { offset, limit, ...(row === undefined ? {} : { row }) }, {
            catalogue,
            engines,
          }),
        );
      },
    }),
    route({
      method: "get",
      path: "/runs/:id/receipt",
      tag: "runs",
      summary: "The receipt, as a file that `rerun` repeats",
      responses: [{ status: 200, description: "The receipt", schema: Receipt }],
      handle: ({ context, params }) => {
        const receipt = runs.get(params.id!).answer?.receipt;
        if (!receipt) {
          throw new NexusError("request.not_found", "This run has no receipt: nothing was computed");
        }
        context.header(
          "content-disposition",
          `attachment; filename="receipt-${receipt.id.slice(0, 8)}.json"`,
        );
        return context.body(JSON.stringify(receipt, null, 2), 200, {
          "content-type": "application/json; charset=utf-8",
        });
      },
    }),
  ];
}
