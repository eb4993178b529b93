/** The server. @module */
export { createApp } from "./app.ts";
export { HealthCheck } from "./health/check.ts";
export { buildPage, PageFiles } from "./page.ts";
export { listen, type Listening } from "./serve.ts";
