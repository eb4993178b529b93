import { createBackup } from "../../backup/mod.ts";
import { isLoopback } from "../../config/mod.ts";
import { NexusError } from "../../contract/mod.ts";
import { type Services, VERSION } from "../../runs/mod.ts";
import { type Route, route } from "../route.ts";

/** Everything in one file. */
export function backupRoutes({ store, audit, log }: Services): Route[] {
  return [
    route({
      method: "get",
      path: "/backup",
      tag: "operations",
      summary:
        "A backup of everything that is kept, made while others work; with the key, or from this machine",
      responses: [{ status: 200, description: "The archive", mediaType: "application/x-tar" }],
      handle: async ({ context }) => {
        const { by, address } = context.get("client");
        if (by === "open" && !isLoopback(address)) {
          throw new NexusError("request.unauthorized", "A backup is for this machine, or for who has a key", {
            hint: "Set API_KEY on the server.",
          });
        }
        const site = context.req.header("sec-fetch-site");
        if (site === "cross-site" || site === "same-site") {
          throw new NexusError("request.forbidden", "A link of another site does not start a backup");
        }
        // Nobody would take it, and it would be held for whoever does.
        if (context.req.method === "HEAD") {
          return context.body(null, 200, { "content-type": "application/x-tar" });
        }
        const { name, stream } = await createBackup(store, {
          nexus: VERSION,
          onEnd: (outcome) => {
            if ("bytes" in outcome) audit.record("backup.made", name, outcome);
            else log.warn("a backup was not finished", { name, error: outcome.error });
          },
        });
        return new Response(stream, {
          headers: {
            "content-type": "application/x-tar",
            "content-disposition": `attachment; filename="${name}"`,
          },
        });
      },
    }),
  ];
}
