export * from "./catalogue.ts";
export * from "./check_output.ts";
export * from "./client.ts";
export * from "./machine.ts";
export * from "./models.ts";
export * from "./prompt.ts";
export * from "./select.ts";
