/** The server. @module */
export { createApp } from "./app.ts";
export { checkHealth } from "./health.ts";
export { buildPage, PageFiles } from "./page.ts";
export { listen, type Listening } from "./serve.ts";
