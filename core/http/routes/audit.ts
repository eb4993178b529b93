import { z } from "zod";
import { AuditEntry } from "../../contract/mod.ts";
import type { Services } from "../../runs/mod.ts";
import { type Route, route } from "../route.ts";

/** Who did what. */
export function auditRoutes({ store }: Services): Route[] {
  return [
    route({
      method: "get",
      path: "/audit",
      tag: "operations",
      summary:
        "Uploads, removals, runs, plugins, backups and sign-ins, newest first; `before` an id pages on",
      query: z.object({
        limit: z.coerce.number().int().min(1).max(1000).default(100),
        before: z.coerce.number().int().min(1).optional(),
      }),
      responses: [{ status: 200, description: "Entries", schema: z.array(AuditEntry) }],
      handle: ({ context, query }) => context.json(store.audit.list(query)),
    }),
  ];
}
