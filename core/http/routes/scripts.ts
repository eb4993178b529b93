import { z } from "zod";
import { StatisticsPart } from "../../contract/mod.ts";
import { STATISTICS_PARTS } from "../../statistics/mod.ts";
import { type Route, route } from "../route.ts";

/** What those who write scripts want to know. */
export function scriptRoutes(): Route[] {
  return [
    route({
      method: "get",
      path: "/scripts/statistics",
      tag: "runs",
      summary: "What `stats` has in a script, in parts",
      responses: [{ status: 200, description: "Functions and constants", schema: z.array(StatisticsPart) }],
      handle: ({ context }) => context.json(STATISTICS_PARTS),
    }),
  ];
}
