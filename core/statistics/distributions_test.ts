import assert from "node:assert/strict";
import { allNear, near } from "./_near_for_tests.ts";
import { binomial, chiSquared, fisherF, normal, poisson, studentT } from "./distributions.ts";

Deno.test("distributions give the values of SciPy 1.17.1, far tails included", () => {
  allNear([normal.cdf(-1.3), normal.upper(8), normal.quantile(1e-10), normal.pdf(0.4)], [
    0.09680048458561036,
    6.22096057427174e-16,
    -6.361340902404056,
    0.36827014030332333,
  ], 1e-12);
  allNear(
    [
      studentT.cdf(1.7, 5.5),
      studentT.upper(12, 8),
      studentT.quantile(0.975, 3.2),
      studentT.pdf(1.1, 7),
      studentT.quantile(1e-6, 12),
      studentT.cdf(-0.01, 3),
    ],
    [
      0.9277356651169104,
      1.0719333738443846e-06,
      3.0728289297131623,
      0.2034560540147938,
      -8.504302718054584,
      0.496324555706426,
    ],
    1e-11,
  );
  allNear(
    [
      chiSquared.cdf(3.2, 2.5),
      chiSquared.upper(90, 10),
      chiSquared.quantile(0.95, 7),
      chiSquared.pdf(2, 3),
      chiSquared.quantile(1e-5, 0.5),
      chiSquared.quantile(0.9999, 300),
    ],
    [
      0.7202848483618899,
      5.355926124581609e-15,
      14.067140449340169,
      0.2075537487102974,
      1.3499395786223446e-20,
      399.75593550052844,
    ],
    1e-11,
  );
  allNear([
    fisherF.cdf(2.1, 3, 11),
    fisherF.upper(40, 4, 30),
    fisherF.quantile(0.99, 2, 9),
    fisherF.pdf(1.4, 5, 6),
  ], [
    0.841642697373756,
    1.28843041886173e-11,
    8.021517309932058,
    0.29415277441244264,
  ], 1e-11);
  allNear(
    [
      binomial.pdf(7, 20, 0.3),
      binomial.cdf(7, 20, 0.3),
      binomial.upper(15, 20, 0.3),
      binomial.quantile(0.9, 200, 0.13),
    ],
    [0.1642619852172366, 0.7722717974181608, 5.5502530782987564e-06, 32],
    1e-11,
  );
  allNear([poisson.pdf(4, 2.7), poisson.cdf(4, 2.7), poisson.upper(20, 2.7), poisson.quantile(0.99, 31.5)], [
    0.14881568706635562,
    0.8629078626825668,
    1.7147659645567865e-12,
    45,
  ], 1e-11);
});

Deno.test("distributions: quantiles undo probabilities, and probabilities add up their densities", () => {
  for (const p of [1e-8, 0.003, 0.2, 0.5, 0.77, 0.999]) {
    near(normal.cdf(normal.quantile(p, 3, 2), 3, 2), p, 1e-10);
    near(studentT.cdf(studentT.quantile(p, 2.5), 2.5), p, 1e-9);
    near(chiSquared.cdf(chiSquared.quantile(p, 4), 4), p, 1e-10);
    near(fisherF.cdf(fisherF.quantile(p, 3, 8), 3, 8), p, 1e-9);
  }
  // The probability of an interval by Simpson's rule.
  const area = (f: (x: number) => number, from: number, to: number) => {
    const step = (to - from) / 2000;
    let sum = f(from) + f(to);
    for (let k = 1; k < 2000; k++) sum += (k % 2 === 1 ? 4 : 2) * f(from + k * step);
    return sum * step / 3;
  };
  near(area((x) => studentT.pdf(x, 5), -1, 2), studentT.cdf(2, 5) - studentT.cdf(-1, 5), 1e-10);
  near(area((x) => chiSquared.pdf(x, 5), 1, 9), chiSquared.cdf(9, 5) - chiSquared.cdf(1, 5), 1e-10);
  near(area((x) => fisherF.pdf(x, 5, 7), 0.2, 3), fisherF.cdf(3, 5, 7) - fisherF.cdf(0.2, 5, 7), 1e-9);
  near(area((x) => normal.pdf(x, 1, 2), -1, 4), normal.cdf(4, 1, 2) - normal.cdf(-1, 1, 2), 1e-10);
  const counts = Array.from({ length: 8 }, (_, k) => k);
  near(counts.reduce((sum, k) => sum + binomial.pdf(k, 12, 0.4), 0), binomial.cdf(7, 12, 0.4), 1e-11);
  near(counts.reduce((sum, k) => sum + poisson.pdf(k, 3.3), 0), poisson.cdf(7, 3.3), 1e-11);
});

Deno.test("distributions say what they cannot take", () => {
  assert.throws(() => normal.quantile(1.2), RangeError);
  assert.throws(() => normal.cdf(1, 0, 0), /sd is 0, not above 0/);
  assert.throws(() => studentT.cdf(1, -1), RangeError);
  assert.throws(() => binomial.cdf(1, 2.5, 0.5), RangeError);
  assert.equal(binomial.pdf(0, 5, 0), 1);
  assert.equal(poisson.quantile(0, 3), 0);
  assert.equal(normal.quantile(0), -Infinity);
  assert.equal(chiSquared.cdf(-1, 3), 0);
});
