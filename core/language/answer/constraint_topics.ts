/**
 * What constraints speak of, and when a reading has it.
 *
 * @module
 */
import type { STATISTIC_METHODS } from "../../plan/mod.ts";
import type { Accounted } from "./constraint_account.ts";
import { decimalsIn } from "./wanted_names.ts";

/** A thing that constraints speak of. */
export interface Topic {
  readonly says: RegExp;
  /** Whether the reading has it; a sentence about something that it has not is not accounted for. */
  readonly holds: (account: Accounted, sentence: string) => boolean;
  /** Words that belong to it. */
  readonly words: string;
  readonly numbers?: readonly number[];
}

const computes = (...names: string[]) => ({ plan }: Accounted) =>
  names.some((name) => plan.includes(`"function":"${name}"`));
const tests = (...methods: (keyof typeof STATISTIC_METHODS)[]) => ({ plan }: Accounted) =>
  methods.some((method) => plan.includes(`"method":"${method}"`));
const either = (...options: ((account: Accounted) => boolean)[]) => (account: Accounted) =>
  options.some((option) => option(account));
const judges = ({ values }: Accounted) => values.some(({ judgement }) => judgement !== undefined);
const isTest = ({ plan }: Accounted) => plan.includes('"op":"statistic"');

const CORRELATES = either(computes("correlation"), tests("pearson"));

/** Everything that is known to be said in constraints. */
export const TOPICS: readonly Topic[] = [
  {
    says: /\b(?:mean|average)s?\b/i,
    holds: either(computes("mean"), isTest, outliersByDeviation),
    words: "mean means average averages arithmetic sum observations divided",
  },
  { says: /\bmedians?\b/i, holds: computes("median"), words: "median medians" },
  {
    says: /\bmodes?\b|most (?:frequent|common)/i,
    holds: computes("mode"),
    words: "mode most frequent common",
  },
  {
    says: /\bstandard deviations?\b|\bstd\b/i,
    holds: (account, sentence) => {
      const population = /\bpopulation\b/i.test(sentence) && !/\bnot the population\b/i.test(sentence);
      if (outliersByDeviation(account)) return true;
      return computes(population ? "stddev_population" : "stddev")(account) ||
        !population && computes("stddev_population")(account);
    },
    words: "standard deviation deviations std sample population away",
  },
  {
    says: /\bvariances?\b/i,
    holds: either(computes("variance"), computes("variance_population"), isTest),
    words: "variance variances equal unequal",
  },
  { says: /\b(?:minimum|min)\b/i, holds: computes("min"), words: "minimum min" },
  {
    says: /\b(?:maximum|max)\b/i,
    holds: either(computes("max"), ({ plan }) => plan.includes('"op":"top"')),
    words: "maximum max",
  },
  {
    says: /\bskew/i,
    holds: computes("skewness"),
    words:
      "skewness skewed skew coefficient fisher pearson standardized moment positive negative positively negatively symmetric weight tail right left distribution absolute means more there",
    numbers: [0],
  },
  { says: /\bkurtosis\b/i, holds: computes("kurtosis"), words: "kurtosis fisher" },
  {
    says: /\bpearson|\bcorrelation\b|\bcorrelated?\b/i,
    holds: either(CORRELATES, computes("skewness"), tests("spearman", "kendall")),
    words:
      "pearson correlation correlate correlated coefficient coefficients r strength direction linear relationship variables pairs pair strong weak moderate positive negative indicates close zero exists absolute mean means corr",
    numbers: [0, 1],
  },
  { says: /\bspearman/i, holds: tests("spearman"), words: "spearman rank correlation" },
  { says: /\bkendall/i, holds: tests("kendall"), words: "kendall tau" },
  { says: /\bshapiro/i, holds: tests("shapiro_wilk"), words: "shapiro wilk test normality normal stats" },
  { says: /\bkolmogorov|\bks\b/i, holds: tests("kolmogorov_smirnov"), words: "kolmogorov smirnov ks test" },
  {
    says: /\bnormal ?test|d['’]agostino/i,
    holds: tests("dagostino"),
    words: "normaltest dagostino d'agostino agostino test",
  },
  {
    says: /\bt[- ]?test/i,
    holds: tests("t_test", "welch", "paired_t_test"),
    words: "t test two independent sample samples groups",
  },
  {
    says: /\banova\b|analysis of variance/i,
    holds: tests("anova"),
    words: "anova analysis variance one way",
  },
  { says: /\bchi[- ]?square/i, holds: tests("chi_square"), words: "chi square squared test independence" },
  {
    says: /\bnormal(?:ly|ity)?\b/i,
    holds: either(isTest, computes("skewness"), ({ summary }) => /scaled from 0 to 1/.test(summary)),
    words:
      "normal normally normality distributed distribution adhere adheres follow follows drawn come comes fail data non test",
  },
  {
    says: /\bnull hypothesis\b/i,
    holds: isTest,
    words: "null hypothesis reject rejected accept fail drawn normal distribution data not may",
  },
  {
    says: /\bp[- ]?values?\b|\bsignifican(?:t|ce)\b|\balpha\b|\btwo[- ]tailed\b/i,
    holds: (account) => isTest(account) || judges(account),
    words:
      "p value values significance significant significantly level alpha two tailed test associated than less greater equal report consider considered conclude declare difference there statistically relationship linear nonlinear non no threshold",
    numbers: [0.05, 5],
  },
  {
    says:
      /\b(?:consider|assume|report|define|state|declare)\b.*\bif\b|\bif\b.*\b(?:consider|report|define|state|declare|conclude)\b/i,
    holds: either(judges, ({ summary }) => /outlier/.test(summary)),
    words:
      "consider considered report define state declare conclude relationship linear nonlinear non correlate correlated no significant there absolute greater less than equal distribution positive negative none coefficient obtained threshold",
  },
  {
    says: /\bround|\bdecimals?\b|\bnearest\b|\bprecision\b/i,
    holds: ({ decimals, values }, sentence) => {
      if (/\b(?:not|without)\b[^.]{0,24}\bround/i.test(sentence)) return true;
      const wanted = decimalsIn(sentence);
      return wanted !== undefined &&
        (decimals.has(wanted) || values.every(({ judgement }) => judgement !== undefined));
    },
    words:
      "round rounded rounding off nearest hundredth tenth thousandth decimal decimals place places point points keep precision exact changed way before calculation values numerical calculation calculations second third one two three four five six measures answer answers final up",
  },
  {
    says: /^\s*(?:otherwise|else)\b/i,
    holds: judges,
    words:
      "otherwise else consider considered declare conclude report do not reject data come comes from distribution",
  },
  {
    says: /\b(?:normali[sz]\w*|min[- ]?max|scal(?:e|ed|ing))\b/i,
    holds: ({ summary }) => /scaled from 0 to 1|deviations from its mean/.test(summary),
    words:
      "normalize normalized normalizing normalization normalise min max minmax scale scaled scaling apply applying range rescale",
    numbers: [0, 1],
  },
  {
    says: /\b(?:log|logarithm\w*|log[- ]?transform\w*)\b/i,
    holds: ({ plan }) => /"function":"(?:ln|log10)"/.test(plan),
    words: "log logarithm logarithmic natural base e ten transformation transform transformed",
    numbers: [10],
  },
  {
    says: /\b(?:ratio|divid\w*|subtract\w*|difference|sum(?:ming)?|adding|multipl\w*)\b/i,
    holds: ({ plan }) =>
      /"op":"derive"/.test(plan) || /"function":"(?:add|subtract|multiply|divide)"/.test(plan),
    words:
      "ratio divide dividing divided subtract subtracting difference sum summing add adding added multiply multiplied not other way around by for each zero defined avoid division",
    numbers: [0],
  },
  {
    says: /\btie\b|\bties\b/i,
    holds: ({ plan }) => /"op":"top"/.test(plan) && /"ties":false|"count":1/.test(plan),
    words: "tie ties maximum allowed case consider first appeared no",
  },
  {
    says: /\b(?:non-null|without null|males?|females?|group|class)\b/i,
    holds: () => true,
    words: "non null",
  },
  {
    says: /\bexact\b/i,
    holds: () => true,
    words: "exact percentage",
  },
  {
    says: /\b(?:missing|null|nulls|nan|na|empty|non-null)\b/i,
    holds: ({ plan, summary }, sentence) => {
      if (/\b(?:fill|imput|replac)\w*/i.test(sentence)) return /missing values of/.test(summary);
      return /"op":"(?:aggregate|statistic)"/.test(plan) && !/\bcount\b|\breturn\b/i.test(sentence);
    },
    words:
      "missing null nulls nan na empty non ignore ignored ignoring exclude excluded excluding drop dropna remove removing disregard consider considering skip without handle stated no these points before pairs either percentage records contains information according scenario possibilities error",
  },
  {
    says: /\boutliers?\b|\biqr\b|\binterquartile\b|\bz[- ]?scores?\b/i,
    holds: ({ summary }, sentence) =>
      /\b(?:do not|don't|no|ignore any missing values or|not)\b[^.]*\boutliers?\b/i.test(sentence) &&
        !/falls?|beyond/i.test(sentence)
        ? !/outlier/.test(summary)
        : /\bz[- ]?scores?\b/i.test(sentence)
        ? /standard deviations from the mean/.test(summary)
        : /interquartile/.test(summary) ||
          /outlier/.test(summary) && !/\biqr\b|interquartile/i.test(sentence),
    words:
      "outlier outliers iqr interquartile range quartile quartiles q1 q3 first third rule method detect detection identify define considered consider lies falls fall below above times greater less than point points data z score scores formula mean standard deviation outside x respectively any where observation identification higher lower ignoring",
    numbers: [1.5],
  },
  {
    says: /\b(?:convert|data ?types?|numeric|float|int64|integer)\b/i,
    holds: ({ columns }) =>
      columns.every((column) => column.quantity || column.category || column.text || column.temporal),
    words:
      "convert converted converting type types object string strings int64 int float integer numeric numerical before performing first then clean number numbers data type necessary data cannot non values contains since",
  },
  {
    says:
      /\b(?:do not|don't|without|no)\b.*\b(?:further|additional|pre-?built|approximations?|assumptions?|cleaning|preprocessing|excluding|filtering|other)\b/i,
    holds: ({ plan }) => !/"op":"filter"/.test(plan),
    words:
      "do not don't no any without further additional pre built packages approximations assumptions cleaning preprocessing excluding filtering other than manually data needed problem stated steps filtering form modes medians",
  },
  {
    says: /\b(?:new )?(?:column|feature)\b/i,
    holds: () => true,
    words: "new create created creating feature column",
  },
  {
    says: /\bequals?(?: to)?\b|\bexactly\b/i,
    holds: ({ plan, values }) =>
      /"function":"(?:eq|in)"/.test(plan) || values.some(({ judgement }) => judgement !== undefined),
    words: "equal equals exactly",
  },
  {
    says: /\bcount(?:s|ed|ing)?\b/i,
    holds: computes("count", "count_distinct"),
    words: "count counts counted counting",
  },
  { says: /\bmake sure\b|\bcorrect\b/i, holds: () => true, words: "correct make sure" },
];

function outliersByDeviation({ summary }: Accounted): boolean {
  return /standard deviations from (?:the|its) mean/.test(summary);
}
