/**
 * The one way untrusted code runs.
 *
 * @module
 */
export { type Grant, NO_GRANT } from "./grant.ts";
export * from "./isolate.ts";
export { kernelWall } from "./landlock.ts";
export { knownOuterWall, type OuterWall, outerWall } from "./outer_wall.ts";
