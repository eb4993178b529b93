import { z } from "zod";
import {
  Chart,
  Figure,
  NexusError,
  ReportPreview,
  ReportPreviewRequest,
  ReportRequest,
  VisualizeRequest,
} from "../../contract/mod.ts";
import { Reports, type Services } from "../../runs/mod.ts";
import { type Route, route } from "../route.ts";

/** Charts and files. */
export function outputRoutes({ runs, analyst, catalogue, registry, executor, models }: Services): Route[] {
  const reports = new Reports({ runs, catalogue, registry, executor, models });
  return [
    route({
      method: "post",
      path: "/visualize/",
      tag: "outputs",
      summary: "Draw the answer of a run, or of a plan, as a chart of the given type",
      body: VisualizeRequest,
      responses: [{
        status: 200,
        description: "The chart and its Plotly figure",
        schema: z.object({ chart: Chart, figure: Figure, plugin: z.string() }),
      }],
      handle: async ({ context, body }) => {
        const run = body.run
          ? runs.get(body.run)
          : body.plan
          ? await runs.start({ plan: body.plan }, { signal: context.req.raw.signal }).done
          : undefined;
        if (!run) throw new NexusError("request.invalid", "The request names neither a run nor a plan");
        if (!run.answer) throw new NexusError("request.not_found", "This run has no answer yet");
        if (run.answer.error) throw new NexusError(run.answer.error.code, run.answer.error.message);
        const { chart, figure, plugin } = await analyst.redraw(run.answer, body.type, context.req.raw.signal);
        return context.json({ chart, figure, plugin });
      },
    }),
    route({
      method: "post",
      path: "/generate-report/",
      tag: "outputs",
      summary: "Export the answers of runs as a file",
      body: ReportRequest,
      responses: [{ status: 200, description: "The file", mediaType: "application/octet-stream" }],
      handle: async ({ context, body }) => {
        const file = await reports.write(body, { signal: context.req.raw.signal });
        return new Response(file.bytes as Uint8Array<ArrayBuffer>, {
          headers: {
            "content-type": file.mediaType,
            "content-disposition": `attachment; filename="${file.name}"`,
          },
        });
      },
    }),
    route({
      method: "post",
      path: "/generate-report/preview",
      tag: "outputs",
      summary: "Title and summary that a report on these runs would have",
      body: ReportPreviewRequest,
      responses: [{ status: 200, description: "What it would say", schema: ReportPreview }],
      handle: async ({ context, body }) =>
        context.json(await reports.preview(body, { signal: context.req.raw.signal })),
    }),
  ];
}
