/** Who is let in, and how often. @module */
export * from "./access.ts";
export * from "./client.ts";
export * from "./places.ts";
export * from "./rate.ts";
export * from "./sessions.ts";
export * from "./token_buckets.ts";
