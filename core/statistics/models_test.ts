import assert from "node:assert/strict";
import { allNear, CARS, near } from "./_near_for_tests.ts";
import { dbscan, hierarchicalClusters, kmeans } from "./clusters.ts";
import { pca } from "./components.ts";
import { forecast } from "./forecast.ts";
import { linearRegression, predict } from "./linear.ts";
import { logisticRegression } from "./logistic.ts";
import { random, split } from "./random.ts";
import { differences, exponentialAverage, movingAverage } from "./series.ts";
import { tTestTwo } from "./t_tests.ts";

Deno.test("linearRegression() gives R's values for mtcars", () => {
  const simple = linearRegression(CARS.mpg, { wt: CARS.wt });
  allNear(simple.coefficients.map(({ estimate }) => estimate), [37.2851, -5.3445], 1e-5);
  allNear([simple.r2, simple.adjustedR2, simple.f, simple.sigma], [0.7528, 0.7446, 91.38, 3.046], 1e-4);
  assert.equal(simple.dfResidual, 30);
  const two = linearRegression(CARS.mpg, { wt: CARS.wt, hp: CARS.hp });
  allNear(two.coefficients.map(({ estimate }) => estimate), [37.2272701, -3.87783074, -0.0317729470], 1e-8);
  allNear(two.coefficients.map(({ se }) => se), [1.59878754, 0.63273349, 0.00902971], 1e-6);
  allNear(two.coefficients.map(({ p }) => p), [2.56545851e-20, 1.11964714e-06, 1.45122853e-03], 1e-6);
  near(two.r2, 0.8267854518827916);
});

Deno.test("linearRegression(): residuals stand across the predictors, and a label is a t test", () => {
  const { residuals, fitted } = linearRegression(CARS.mpg, { wt: CARS.wt, hp: CARS.hp });
  const product = (list: number[]) => list.reduce((sum, value, k) => sum + value * residuals[k]!, 0);
  for (const list of [CARS.wt, CARS.hp, CARS.wt.map(() => 1)]) assert.ok(Math.abs(product(list)) < 1e-9);
  near(fitted[0]! + residuals[0]!, 21);
  const gear = CARS.am.map((am) => am === 1 ? "manual" : "automatic");
  const labels = linearRegression(CARS.mpg, { gear });
  assert.deepEqual(labels.coefficients.map(({ name }) => name), ["(intercept)", "gear[manual]"]);
  const split = (kind: number) => CARS.mpg.filter((_, k) => CARS.am[k] === kind);
  const test = tTestTwo(split(1), split(0), { equalVariances: true });
  near(labels.coefficients[1]!.t, test.t);
  near(labels.coefficients[1]!.p, test.p);
  assert.deepEqual(predict(labels, { gear: ["manual", "other", null] }).map((value) => value === null), [
    false,
    true,
    true,
  ]);
});

Deno.test("linearRegression() leaves out rows with a gap, and names the predictor that is too much", () => {
  const { n, dropped, residuals } = linearRegression([1, 2, null, 4, 7], { x: [1, 2, 3, null, 5] });
  assert.deepEqual([n, dropped, residuals[2], residuals[3]], [3, 2, null, null]);
  assert.throws(
    () => linearRegression(CARS.mpg, { wt: CARS.wt, double: CARS.wt.map((x) => 2 * x) }),
    /"double" is constant or follows/,
  );
  assert.throws(() => linearRegression(CARS.mpg, { one: CARS.wt.map(() => 1) }), /"one" is constant/);
  assert.throws(() => linearRegression([1, 2], { x: [1, 2] }), /at least 3 values/);
  assert.throws(() => linearRegression([1, 1, 1, 1], { x: [1, 2, 3, 5] }), /does not vary/);
  // Units do not matter.
  const small = linearRegression(CARS.mpg, {
    wt: CARS.wt.map((x) => x * 1e-9),
    hp: CARS.hp.map((x) => x * 1e9),
  });
  near(small.r2, 0.8267854518827916);
});

Deno.test("logisticRegression() gives R's values for am ~ wt in mtcars", () => {
  const { coefficients, deviance, nullDeviance, fitted } = logisticRegression(CARS.am, { wt: CARS.wt });
  allNear(coefficients.map(({ estimate }) => estimate), [12.040, -4.024], 1e-4);
  allNear(coefficients.map(({ se }) => se), [4.510, 1.436], 1e-3);
  allNear(coefficients.map(({ p }) => p), [0.00759, 0.00509], 1e-2);
  allNear([deviance, nullDeviance], [19.176, 43.230], 1e-4);
  // At the maximum the probabilities add up to the successes.
  near(fitted.reduce((sum: number, p) => sum + p!, 0), 13, 1e-6);
  assert.equal(
    logisticRegression(CARS.am.map((x) => x === 1 ? "yes" : "no"), { wt: CARS.wt }).success,
    "yes",
  );
  near(predict(logisticRegression(CARS.am, { wt: CARS.wt }), { wt: [2.62] })[0], fitted[0]!, 1e-9);
  assert.throws(
    () => logisticRegression([0, 0, 0, 1, 1, 1], { x: [1, 2, 3, 4, 5, 6] }),
    /without fail|nearly tell/,
  );
  assert.throws(() => logisticRegression([0, 1, 2, 1], { x: [1, 2, 3, 4] }), /3 different values/);
});

Deno.test("kmeans() finds the least scatter and is the same for the same seed", () => {
  const { within, sizes, clusters, centers } = kmeans({ wt: CARS.wt, mpg: CARS.mpg }, 3);
  // The best of 30 runs of SciPy's kmeans2().
  near(within, 154.02291609523806);
  assert.deepEqual(sizes, [14, 12, 6]);
  assert.deepEqual(kmeans({ wt: CARS.wt, mpg: CARS.mpg }, 3).clusters, clusters);
  assert.deepEqual(Object.keys(centers[0]!), ["wt", "mpg"]);
  assert.deepEqual(kmeans({ x: [1, null, 1.1, 9, 9.1, 9.2] }, 2).clusters, [1, null, 1, 0, 0, 0]);
  assert.throws(() => kmeans({ x: [1, 1, 1] }, 2), /fewer than 2 different rows/);
});

Deno.test("hierarchicalClusters() cuts as SciPy does", () => {
  const columns = { wt: CARS.wt, mpg: CARS.mpg };
  for (
    const [method, sizes, height] of [
      ["ward", [17, 11, 4], 35.59255414],
      ["complete", [18, 10, 4], 23.77248243],
      ["average", [17, 11, 4], 13.46826111],
      ["single", [26, 4, 2], 3.2246085],
    ] as const
  ) {
    const found = hierarchicalClusters(columns, 3, { method });
    assert.deepEqual(found.sizes, sizes, method);
    near(found.heights[0], height, 1e-7);
  }
  assert.deepEqual(hierarchicalClusters(columns, 1).sizes, [32]);
});

Deno.test("dbscan() parts what is dense from noise", () => {
  const x = [1, 1.1, 1.2, 1.3, 5, 5.1, 5.2, 9, null];
  const { clusters, noise, sizes, dropped } = dbscan({ x }, 0.15, { least: 2 });
  assert.deepEqual(clusters, [0, 0, 0, 0, 1, 1, 1, null, null]);
  assert.deepEqual([noise, sizes, dropped], [1, [4, 3], 1]);
});

Deno.test("pca() gives NumPy's singular values for mtcars", () => {
  const { variances, loadings, shares, scores } = pca({ wt: CARS.wt, mpg: CARS.mpg, hp: CARS.hp });
  allNear(variances, [2.53819462, 0.35209221, 0.10971317], 1e-7);
  allNear(loadings[0]!, [-0.57636561, 0.60326964, -0.55124262], 1e-7);
  near(shares.reduce((sum, each) => sum + each, 0), 1);
  // Scores have the variance of their component.
  const first = scores.map((score) => score![0]!);
  near(first.reduce((sum, each) => sum + each * each, 0) / 31, variances[0]!);
  assert.throws(() => pca({ a: [1, 2, 3], b: [1, 1, 1] }), /"b": all values are 1/);
});

Deno.test("movingAverage(), exponentialAverage() and differences() keep places", () => {
  assert.deepEqual(movingAverage([1, 2, 3, null, 5], 2), [null, 1.5, 2.5, 3, 5]);
  assert.deepEqual(movingAverage([1, 2, 6], 3, { center: true }), [null, 3, null]);
  assert.deepEqual(exponentialAverage([4, null, 8], 0.5), [4, 4, 6]);
  assert.deepEqual(differences([1, 4, null, 9]), [null, 3, null, null]);
  assert.throws(() => movingAverage([1], 0), RangeError);
});

Deno.test("forecast() goes on with lines and seasons, and smooths as by hand", () => {
  const line = forecast([2, 4, 6, 8, 10, 12], 3, { method: "holt" });
  allNear(line.forecast, [14, 16, 18], 1e-9);
  const season = [10, 20, 30, 20];
  const values = Array.from({ length: 20 }, (_, k) => season[k % 4]! + k);
  allNear(forecast(values, 4, { period: 4 }).forecast, [30, 41, 52, 43], 0.02);
  const grown = Array.from({ length: 20 }, (_, k) => season[k % 4]! * (1 + k / 20));
  const multiplied = forecast(grown, 1, { period: 4, seasonal: "multiplicative" });
  near(multiplied.forecast[0], 20, 0.05);
  assert.equal(multiplied.low, null);
  // Level 3, then 3 + .5 (5 - 3) = 4, 4 + .5 (9 - 4) = 6.5, 6.5 + .5 (1 - 6.5) = 3.75.
  const simple = forecast([3, 5, 9, 1], 2, { method: "simple", alpha: 0.5 });
  assert.deepEqual([simple.forecast, simple.fitted], [[3.75, 3.75], [3, 3, 4, 6.5]]);
  // Hyndman & Athanasopoulos: the variance of h steps is sigma^2 (1 + (h - 1) alpha^2).
  const half = (k: number) => simple.high![k]! - simple.forecast[k]!;
  near(half(1) / half(0), Math.sqrt(1.25), 1e-9);
  assert.throws(() => forecast([1, 2, 3, 4, 5], 1, { period: 4 }), /at least 8 values/);
});

Deno.test("random() and split() repeat themselves", () => {
  const [a, b, c] = [random(7), random(7), random("other")];
  const draws = Array.from({ length: 20_000 }, () => a.next());
  assert.deepEqual(draws.slice(0, 5), Array.from({ length: 5 }, () => b.next()));
  assert.notEqual(c.next(), draws[0]);
  near(draws.reduce((sum, each) => sum + each, 0) / 20_000, 0.5, 0.02);
  const normals = Array.from({ length: 20_000 }, () => a.normal(10, 2));
  near(normals.reduce((sum, each) => sum + each, 0) / 20_000, 10, 0.01);
  near(normals.reduce((sum, each) => sum + (each - 10) ** 2, 0) / 20_000, 4, 0.05);
  const { train, test } = split(10, { test: 0.3, seed: 3 });
  assert.deepEqual([...train, ...test].sort((x, y) => x - y), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.equal(test.length, 3);
  assert.deepEqual(split(10, { test: 0.3, seed: 3 }).test, test);
});
