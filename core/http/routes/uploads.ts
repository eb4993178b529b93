import { z } from "zod";
import { NexusError, toErrorData, UploadResult } from "../../contract/mod.ts";
import { fileName } from "../../datasets/mod.ts";
import type { Services } from "../../runs/mod.ts";
import { asStoreError } from "../../store/mod.ts";
import { readFiles } from "../multipart.ts";
import { type Route, route } from "../route.ts";

type FileResult = UploadResult["files"][number];

/** Files in. */
export function uploadRoutes({ importer, log }: Services): Route[] {
  return [route({
    method: "post",
    path: "/upload-documents/",
    tag: "datasets",
    summary:
      "Add files; waits until they can be asked, or with `Prefer: respond-async` only until they are received",
    query: z.object({ name: z.string().optional() }),
    streams: "multipart/form-data",
    responses: [
      { status: 200, description: "What became of each file, in order", schema: UploadResult },
      { status: 202, description: "Received; progress and outcome come on /events", schema: UploadResult },
    ],
    handle: async ({ context, query }) => {
      const later = /\brespond-async\b/.test(context.req.header("prefer") ?? "");
      const files: (FileResult | Promise<FileResult>)[] = [];
      let received = 0;
      const refuse = (file: string, error: unknown) =>
        files.push({
          import: crypto.randomUUID(),
          file: fileName(file),
          status: "failed",
          duplicate: false,
          datasets: [],
          error: toErrorData(asStoreError(error)) as NonNullable<FileResult["error"]>,
        });
      try {
        for await (const file of readFiles(context.req.raw, query.name)) {
          try {
            const incoming = await importer.receive(file);
            received++;
            const work = importer.read(incoming);
            if (later) {
              work.catch((error) => log.error("an import failed", { error }));
              files.push({
                import: incoming.id,
                file: incoming.name,
                status: "accepted",
                duplicate: incoming.received.duplicate,
                datasets: [],
              });
            } else {
              files.push(
                work.then(({ error, ...outcome }): FileResult =>
                  error
                    ? { ...outcome, status: "failed", error: error as NonNullable<FileResult["error"]> }
                    : { ...outcome, status: "ready" }
                ),
              );
            }
          } catch (error) {
            await file.stream.cancel().catch(() => {}); // the rest of a file that was refused is not read
            refuse(file.name, error);
          }
        }
      } catch (error) {
        if (received === 0) throw error;
        refuse("the rest of the request", error); // what came before is kept, and told
      }
      if (files.length === 0) {
        throw new NexusError("request.invalid", "The request has no file in it", {
          hint: "Send multipart/form-data with one or more parts named files.",
        });
      }
      return context.json({ files: await Promise.all(files) } satisfies UploadResult, later ? 202 : 200);
    },
  })];
}
