/**
 * Numbers that are to be the same but for rounding, and two lists of a table that R comes with.
 *
 * @module
 */
import assert from "node:assert/strict";

/** Asserts that a number is as expected, relative to its size. */
export function near(actual: number | null | undefined, expected: number, tolerance = 1e-9): void {
  assert.equal(typeof actual, "number");
  const gap = Math.abs(actual! - expected);
  assert.ok(gap <= tolerance * Math.max(Math.abs(expected), 1e-300), `${actual} is not ${expected}`);
}

/** Asserts numbers one by one. */
export function allNear(
  actual: readonly (number | null)[],
  expected: readonly number[],
  tolerance = 1e-9,
): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, k) => near(actual[k], value, tolerance));
}

/** `mtcars` (Henderson & Velleman 1981): weight in 1000 lb, miles a gallon, horsepower, manual gear. */
// deno-fmt-ignore
export const CARS = {
  wt: [2.620,2.875,2.320,3.215,3.440,3.460,3.570,3.190,3.150,3.440,3.440,4.070,3.730,3.780,5.250,5.424,5.345,2.200,1.615,1.835,2.465,3.520,3.435,3.840,3.845,1.935,2.140,1.513,3.170,2.770,3.570,2.780],
  mpg: [21.0,21.0,22.8,21.4,18.7,18.1,14.3,24.4,22.8,19.2,17.8,16.4,17.3,15.2,10.4,10.4,14.7,32.4,30.4,33.9,21.5,15.5,15.2,13.3,19.2,27.3,26.0,30.4,15.8,19.7,15.0,21.4],
  hp: [110,110,93,110,175,105,245,62,95,123,123,180,180,180,205,215,230,66,52,65,97,150,150,245,175,66,91,113,264,175,335,109],
  am: [1,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,1,1,0,0,0,0,0,1,1,1,1,1,1,1],
};

/** `PlantGrowth` of R: weights of plants under three treatments (Dobson 1983). */
export const PLANTS = {
  ctrl: [4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14],
  trt1: [4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69],
  trt2: [6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26],
};
