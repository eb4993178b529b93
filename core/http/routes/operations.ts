import { z } from "zod";
import { BareHealth, Health, ModelsInfo } from "../../contract/mod.ts";
import type { Services } from "../../runs/mod.ts";
import type { Places } from "../access/mod.ts";
import type { HealthCheck } from "../health/check.ts";
import { type Route, route } from "../route.ts";
import { lastEventId, streamEvents } from "../sse.ts";

/** How the server is, and what happens in it. */
export function operationRoutes(services: Services, health: HealthCheck, places: Places): Route[] {
  const { metrics, store, bus, models, usage } = services;
  return [
    route({
      method: "get",
      path: "/health",
      tag: "operations",
      summary: "State of each part; the bare status for one without a key",
      open: true,
      responses: [{
        status: 200,
        description: "Healthy, or degraded with the reason",
        schema: z.union([Health, BareHealth]),
      }],
      handle: async ({ context }) =>
        context.json(context.get("client").by === "none" ? await health.bare() : await health.report()),
    }),
    route({
      method: "get",
      path: "/models",
      tag: "operations",
      summary: "This machine, the models that Ollama has, and which are used for what, and why",
      responses: [{ status: 200, description: "Models", schema: ModelsInfo }],
      handle: async ({ context }) => context.json(await models.info()),
    }),
    route({
      method: "get",
      path: "/metrics",
      tag: "operations",
      summary: "Metrics for Prometheus",
      responses: [{ status: 200, description: "Text format 0.0.4", mediaType: "text/plain" }],
      handle: async ({ context }) => {
        await usage.refresh();
        return context.body(metrics.render(), 200, {
          "content-type": "text/plain; version=0.0.4; charset=utf-8",
        });
      },
    }),
    route({
      method: "get",
      path: "/events",
      tag: "operations",
      summary: "Everything that happens, from now on or after `Last-Event-ID`",
      responses: [{ status: 200, description: "Server-sent events", mediaType: "text/event-stream" }],
      handle: ({ context }) => {
        return streamEvents(context, places, {
          after: lastEventId(context.req.header("last-event-id"), store.events.last()) ?? store.events.last(),
          read: (after, limit) => store.events.since(after, limit),
          subscribe: (wake) => bus.subscribe(wake),
          isLast: () => false,
          ended: () => false,
        });
      },
    }),
  ];
}
