/**
 * What is asked of plugins, kind by kind. Apart from the rest, for only those who make plugins load it.
 *
 * @module
 */
export type { Check } from "./checks.ts";
export { type TestOptions, testPlugin } from "./test_plugin.ts";
