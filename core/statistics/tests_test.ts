import assert from "node:assert/strict";
import { allNear, CARS, near, PLANTS } from "./_near_for_tests.ts";
import { adjust, anova, levene, tukey } from "./anova.ts";
import { chiSquareFit, chiSquareIndependence, crosstab, fisherExact } from "./counts.ts";
import { dagostino, jarqueBera, shapiroWilk } from "./normality.ts";
import { kruskalWallis, mannWhitney, wilcoxon } from "./rank_tests.ts";
import { ranks } from "./ranks.ts";
import { tTest, tTestPaired, tTestTwo } from "./t_tests.ts";

/** `sleep` of R (Student 1908). */
const DRUG_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
const DRUG_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

Deno.test("tTest*() give R's values for sleep and SciPy's for mtcars", () => {
  const welch = tTestTwo(DRUG_1, DRUG_2);
  near(welch.t, -1.8608, 1e-4);
  near(welch.df, 17.776, 1e-4);
  near(welch.p, 0.07939, 1e-4);
  near(welch.low, -3.3654832, 1e-7);
  near(welch.high, 0.2054832, 1e-6);
  const paired = tTestPaired(DRUG_1, DRUG_2);
  near(paired.t, -4.0621, 1e-4);
  near(paired.p, 0.002833, 1e-3);
  const one = tTest(CARS.mpg, { mean: 18 });
  allNear([one.t, one.p, one.low + 18, one.high + 18], [
    1.962247030028023,
    0.05876422431556107,
    17.917678508746246,
    22.26357149125376,
  ]);
  const [a, b] = [CARS.mpg.slice(0, 16), CARS.mpg.slice(16)];
  const less = tTestTwo(a, b, { alternative: "less" });
  allNear([less.t, less.p, less.df], [-1.841716522989843, 0.038904548706310445, 24.19407609990825]);
  near(tTestTwo(a, b, { equalVariances: true }).p, 0.07542298020349122);
  // Student's t of two samples is the analysis of variance of two groups.
  near(tTestTwo(a, b, { equalVariances: true }).t ** 2, anova([a, b]).f);
  assert.equal(tTestTwo([1, 2, null], [4, 5, 7]).dropped, 1);
  assert.throws(() => tTest([3, 3, 3]), /do not vary/);
});

Deno.test("mannWhitney() and wilcoxon() give the values of Hollander & Wolfe and SciPy 1.17.1", () => {
  // Hollander & Wolfe (1973), 69 f. and 29 f., as in R's help.
  const x = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
  const y = [1.15, 0.88, 0.90, 0.74, 1.21];
  const greater = mannWhitney(x, y, { alternative: "greater" });
  assert.deepEqual([greater.statistic, greater.exact], [35, true]);
  near(greater.p, 0.1272061272061272, 1e-12);
  near(mannWhitney(x, y).p, 0.2544122544122544, 1e-12);
  const ties = mannWhitney(CARS.mpg.slice(0, 16), CARS.mpg.slice(16));
  assert.deepEqual([ties.statistic, ties.exact], [95.5, false]);
  near(ties.p, 0.22750155046106857);
  const before = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30];
  const after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
  const paired = wilcoxon(before, after, { alternative: "greater" });
  assert.equal(paired.statistic, 40);
  near(paired.p, 0.01953125, 1e-12);
  near(wilcoxon(CARS.mpg, null, { median: 20 }).p, 0.7862555842263397);
  // Against all ways to give signs.
  let as = 0;
  for (let signs = 0; signs < 512; signs++) {
    let sum = 0;
    for (let k = 0; k < 9; k++) if (signs >> k & 1) sum += k + 1;
    if (sum >= 40) as++;
  }
  assert.equal(paired.p, as / 512);
  assert.throws(() => mannWhitney([1, 1], [1, 1]), /all values are the same/);
  assert.throws(() => wilcoxon([1, 2], [1, 2]), /all differences are 0/);
});

Deno.test("anova(), tukey(), levene() and kruskalWallis() give R's values for PlantGrowth", () => {
  const { f, p, dfBetween, dfWithin, effect } = anova(PLANTS);
  allNear([f, p, dfBetween, dfWithin], [4.846087862380135, 0.015909958325622912, 2, 27]);
  near(effect, 3.76634 / (3.76634 + 10.49209), 1e-5);
  const pairs = tukey(PLANTS);
  assert.deepEqual(pairs.map(({ first, second }) => `${first} ${second}`), [
    "ctrl trt1",
    "ctrl trt2",
    "trt1 trt2",
  ]);
  allNear(pairs.map(({ p }) => p), [0.39087114, 0.19799599, 0.01200642], 1e-5);
  allNear(pairs.map(({ difference }) => difference), [0.371, -0.494, -0.865]);
  const uneven = tukey([PLANTS.ctrl, PLANTS.trt1.slice(0, 6), PLANTS.trt2.slice(0, 8)]);
  allNear(uneven.map(({ p }) => p), [0.18329171, 0.23566639, 0.01074431], 1e-5);
  allNear([levene(PLANTS).f, levene(PLANTS).p], [1.1191856948703909, 0.34122662412547355]);
  allNear([levene(PLANTS, { center: "mean" }).f], [1.2369629544697844]);
  const kruskal = kruskalWallis(PLANTS);
  allNear([kruskal.h, kruskal.p, kruskal.df], [7.988228749443715, 0.018423755731471966, 2]);
  assert.throws(() => anova({ a: [1, 2] }), /1 groups, and it needs 2/);
  assert.throws(() => anova({ a: [1, 1], b: [2, 2] }), /no group varies/);
  assert.throws(() => anova({ a: [1, 2], b: [2, null] }), /group "b": 1 values/);
});

Deno.test("adjust() gives R's p.adjust()", () => {
  const p = [0.01, 0.04, 0.03, 0.2, 0.005];
  allNear(adjust(p, "fdr"), [0.025, 0.05, 0.05, 0.2, 0.025]);
  allNear(adjust(p), [0.04, 0.09, 0.09, 0.2, 0.025]);
  allNear(adjust(p, "bonferroni"), [0.05, 0.2, 0.15, 1, 0.025]);
});

Deno.test("chiSquare*() and fisherExact() give textbook values", () => {
  // Agresti (2007), p. 39, as in R's help.
  const party = chiSquareIndependence([[762, 327, 468], [484, 239, 477]]);
  allNear([party.chi2, party.p, party.df], [30.070149095754672, 2.9535891832117595e-07, 2]);
  const small = [[12, 5], [9, 17]];
  allNear([chiSquareIndependence(small).chi2, chiSquareIndependence(small).p], [
    3.9811597716009475,
    0.04601187213054677,
  ]);
  near(chiSquareIndependence(small, null, { correct: false }).p, 0.021039532997787696);
  // Without correction, n times phi squared.
  const plain = chiSquareIndependence(small, null, { correct: false });
  near(plain.chi2, 43 * plain.effect ** 2);
  const lists = chiSquareIndependence(["a", "a", "b", "b", null], ["x", "y", "x", "y", "x"]);
  assert.deepEqual([lists.chi2, lists.p, lists.dropped, lists.smallCells], [0, 1, 1, 4]);
  assert.deepEqual(crosstab(["b", "a", "b"], [1, 2, 1]), {
    rows: ["a", "b"],
    columns: ["1", "2"],
    counts: [[0, 1], [2, 0]],
    n: 3,
    dropped: 0,
  });
  allNear([chiSquareFit([89, 37, 30, 28, 2]).chi2], [109.10752688172043]);
  near(chiSquareFit([89, 37, 30, 28, 2], [40, 20, 20, 15, 5]).p, 0.040594043344781214);
  // Agresti (1990), p. 61: Fisher's tea drinker; and SciPy's whales.
  const tea = [[3, 1], [1, 3]];
  near(fisherExact(tea).p, 0.48571428571428565);
  near(fisherExact(tea, { alternative: "greater" }).p, 0.24285714285714283);
  near(fisherExact([[8, 2], [1, 5]]).p, 0.034965034965034975);
  near(fisherExact([[8, 2], [1, 5]], { alternative: "less" }).p, 0.9991258741258742);
  assert.equal(fisherExact([[8, 2], [1, 5]]).oddsRatio, 20);
  assert.throws(() => fisherExact([[1, 2, 3], [1, 2, 3]]), RangeError);
  assert.throws(() => chiSquareIndependence([[1, 0], [2, 0]]), /has no counts/);
});

Deno.test("shapiroWilk(), jarqueBera() and dagostino() give the values of SciPy 1.17.1", () => {
  const weights = [148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236];
  const cases: [number[], number, number][] = [
    // The men's weights of Shapiro & Wilk (1965).
    [weights, 0.7888146948631716, 0.006703814061898823],
    [CARS.mpg, 0.9475647265971182, 0.12288135948636081],
    [[1, 2, 4], 0.9642857142857142, 0.6368868450289689],
    [[1, 2, 4, 8, 9], 0.900963268768698, 0.41523242670712146],
    [[2.1, 3.3, 1.2, 5.9, 4.4, 4.1], 0.982713090190688, 0.9642218528403101],
    [Array.from({ length: 200 }, (_, k) => Math.log(k + 1)), 0.838666186420632, 1.250921152450834e-13],
  ];
  for (const [values, w, p] of cases) {
    const test = shapiroWilk(values);
    near(test.statistic, w, 1e-6);
    near(test.p, p, 1e-5);
  }
  allNear([jarqueBera(CARS.mpg).statistic, jarqueBera(CARS.mpg).p], [2.241155261284692, 0.32609137983800235]);
  allNear([dagostino(CARS.mpg).statistic, dagostino(CARS.mpg).p], [2.714135080337956, 0.25741452900583284]);
  assert.throws(() => shapiroWilk([2, 2, 2, 2]), /all values are 2/);
  assert.throws(() => dagostino([1, 2, 3]), /at least 8 values/);
});

Deno.test("ranks() share ties and skip what is missing", () => {
  assert.deepEqual(ranks([10, null, 30, 10]), [1.5, null, 3, 1.5]);
});
