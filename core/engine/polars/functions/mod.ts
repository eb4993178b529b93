/**
 * The compilers of all functions of one row.
 *
 * @module
 */
import type { FunctionName } from "nexus";
import { ARITHMETIC } from "./arithmetic.ts";
import { CONVERT } from "./convert.ts";
import { LOGIC } from "./logic.ts";
import { TEXT } from "./text.ts";
import { TIME } from "./time.ts";
import type { Compile } from "./typing.ts";

/** How each function becomes an expression of Polars. */
export const COMPILERS: Record<FunctionName, Compile> = {
  ...ARITHMETIC,
  ...LOGIC,
  ...TEXT,
  ...TIME,
  ...CONVERT,
};
