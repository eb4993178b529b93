import assert from "node:assert/strict";
import { allNear, CARS, near } from "./_near_for_tests.ts";
import { describe, frequencies, groups, mean, median, quantile, sd, sum, variance } from "./describe.ts";
import { outliers, zScores } from "./outliers.ts";

Deno.test("describe() gives the values of SciPy 1.17.1 for mtcars", () => {
  const d = describe(CARS.mpg);
  allNear(
    [d.n, d.mean, d.variance, d.skewness, d.kurtosis, d.q1, d.median, d.q3, d.min, d.max, d.sum],
    [
      32,
      20.090625,
      36.32410282258064,
      0.6723771376290805,
      -0.0220062914240855,
      15.425,
      19.2,
      22.8,
      10.4,
      33.9,
      642.9,
    ],
    1e-12,
  );
  near(quantile(CARS.mpg, 0.1), 14.34, 1e-12);
  near(d.se, sd(CARS.mpg) / Math.sqrt(32));
});

Deno.test("describe() leaves out what is missing and counts it", () => {
  const d = describe([1, null, 3, undefined, NaN, 5, Infinity]);
  assert.deepEqual([d.n, d.dropped, d.mean, d.median, d.sd], [3, 4, 3, 3, 2]);
  assert.deepEqual([describe([7]).sd, describe([7]).skewness, describe([7, 7, 7]).skewness], [
    null,
    null,
    null,
  ]);
  assert.equal(describe([true, false, true]).sum, 2);
  assert.equal(mean(new Float64Array([1, 2])), 1.5);
  assert.equal(sum([]), 0);
  assert.equal(sum(["9007199254740993", 2]), 9007199254740994);
  assert.equal(sum([1e16, 1, -1e16]), 1);
  assert.deepEqual([median([3, 1, 2, 10]), variance([1, 2, 3, 4])], [2.5, 5 / 3]);
});

Deno.test("describe() says what it cannot take", () => {
  assert.throws(() => describe([]), {
    name: "RangeError",
    message: /0 values are there, and it needs at least one value/,
  });
  assert.throws(() => describe(["a"]), {
    name: "TypeError",
    message: 'Cannot compute the description: "a" is no number',
  });
  assert.throws(() => describe("12" as unknown as number[]), {
    name: "TypeError",
    message: /a list of values, not "12"/,
  });
  assert.throws(() => sd([1]), RangeError);
  assert.throws(() => quantile([1, 2], 25), RangeError);
});

Deno.test("frequencies() and groups() take any cells", () => {
  assert.deepEqual(frequencies(["a", "b", "a", null]), {
    n: 3,
    dropped: 1,
    values: [{ value: "a", count: 2, share: 2 / 3 }, { value: "b", count: 1, share: 1 / 3 }],
  });
  assert.deepEqual(groups([1, 2, null, 4], ["x", "y", "x", null]), { x: [1, null], y: [2] });
});

Deno.test("outliers() takes quartiles, standard deviations or the median's distances", () => {
  const values = [10, 12, 11, null, 13, 12, 11, 95];
  const iqr = outliers(values);
  assert.deepEqual([iqr.places, iqr.values, iqr.count, iqr.n, iqr.dropped], [[7], [95], 1, 7, 1]);
  // Quartiles of 10 11 11 12 12 13 95 are 11 and 12.5.
  assert.deepEqual([iqr.low, iqr.high], [11 - 2.25, 12.5 + 2.25]);
  assert.equal(outliers(values, { method: "mad" }).count, 1);
  assert.equal(outliers(values, { method: "z" }).count, 0);
  assert.equal(outliers(values, { method: "z", threshold: 2 }).count, 1);
  const z = zScores(values);
  assert.equal(z[3], null);
  near(z[7], (95 - mean(values)) / sd(values));
  assert.throws(() => zScores([1, 1, 1]), /all values are 1/);
});
