import assert from "node:assert/strict";
import { CARS, near } from "./_near_for_tests.ts";
import { correlation, correlationMatrix, covariance } from "./correlation.ts";
import { linearRegression } from "./linear.ts";

Deno.test("correlation() gives the values of SciPy 1.17.1 for mtcars", () => {
  const pearson = correlation(CARS.wt, CARS.mpg);
  near(pearson.r, -0.8676593765172278, 1e-12);
  near(pearson.p, 1.2939587013505127e-10, 1e-9);
  near(pearson.low, -0.9338264132849942);
  near(pearson.high, -0.7440871964601126);
  const spearman = correlation(CARS.wt, CARS.mpg, { method: "spearman" });
  near(spearman.r, -0.8864220332702978, 1e-12);
  near(spearman.p, 1.487594858127495e-11, 1e-9);
  const kendall = correlation(CARS.wt, CARS.mpg, { method: "kendall" });
  near(kendall.r, -0.7278321495284309, 1e-12);
  near(kendall.p, 6.70577040559586e-09, 1e-9);
  near(correlation(CARS.hp, CARS.wt, { method: "kendall" }).p, 1.2662397878921062e-06, 1e-9);
  const x = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
  const exact = correlation(x, [2, 1, 5, 3, 9, 4, 7, 8, 6, 10], { method: "kendall" });
  near(exact.r, 0.37777777777777777);
  near(exact.p, 0.1557418430335097, 1e-10);
});

Deno.test("correlation(): r squared is that of a regression, and tau that of all pairs", () => {
  near(correlation(CARS.hp, CARS.mpg).r ** 2, linearRegression(CARS.mpg, { hp: CARS.hp }).r2, 1e-12);
  near(correlation(CARS.hp, CARS.mpg).p, linearRegression(CARS.mpg, { hp: CARS.hp }).p, 1e-9);
  const sign = (list: number[]) => list.flatMap((a, i) => list.slice(i + 1).map((b) => Math.sign(a - b)));
  const [x, y] = [sign(CARS.hp), sign(CARS.mpg)];
  const both = x.reduce((total, each, k) => total + each * y[k]!, 0);
  const untied = (list: number[]) => list.filter((each) => each !== 0).length;
  near(
    correlation(CARS.hp, CARS.mpg, { method: "kendall" }).r,
    both / Math.sqrt(untied(x) * untied(y)),
    1e-12,
  );
});

Deno.test("correlation() leaves out pairs with a gap, and says what it cannot take", () => {
  const { n, dropped, r } = correlation([1, 2, null, 4, 5], [2, 4, 6, null, 10]);
  assert.deepEqual([n, dropped, r], [3, 2, 1]);
  assert.throws(() => correlation([1, 2, 3], [1, 2]), /"x" has 3 values and "y" has 2/);
  assert.throws(() => correlation([1, 2, 3], [4, 4, 4]), /all values are 4/);
  assert.throws(() => correlation([1, 2], [2, 1]), /at least 3 values/);
  assert.throws(
    () => correlation([1, 2, 3], [1, 2, 3], { method: "cosine" as "pearson" }),
    /method cannot be "cosine"/,
  );
});

Deno.test("correlationMatrix() and covariance()", () => {
  const { names, r, n } = correlationMatrix({ wt: CARS.wt, mpg: CARS.mpg, hp: CARS.hp });
  assert.deepEqual([names, n[0]], [["wt", "mpg", "hp"], [32, 32, 32]]);
  near(r[0]![1], -0.8676593765172278);
  assert.equal(r[1]![1], 1);
  near(covariance([1, 2, 3, null], [2, 4, 7, 1]).covariance, 2.5);
});
