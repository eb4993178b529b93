/**
 * The phrases of the language: one table of words and what they mean.
 *
 * `a|b` offers words, `(x)` may be left out. Phrases are compared with lower-case words, not stems.
 *
 * @module
 */
import { CHANGES } from "./change_phrases.ts";
import type { BucketUnit, Sense } from "./sense.ts";

type Entry = readonly [phrases: string, sense: Sense];

const aggregate = (name: Extract<Sense, { is: "aggregate" }>["name"], parameter?: number): Sense => ({
  is: "aggregate",
  name,
  ...(parameter === undefined ? {} : { parameter }),
});

const AGGREGATES: Entry[] = [
  ["average|averages|mean|avg|averaged|means", aggregate("mean")],
  [
    "arithmetic mean; mean value|values; average value|values; on average; mean average; average of; mean of",
    aggregate("mean"),
  ],
  ["total|totals|sum|summed|totaled|totalled|totalling|combined", aggregate("sum")],
  [
    "total amount; total value; total sum; sum total; in total; all together; altogether; cumulative total; sum up; add up; adding up; overall total; combined total",
    aggregate("sum"),
  ],
  ["median|medians; median value|values; middle value", aggregate("median")],
  [
    "standard deviation|deviations; std|stdev|stddev|sd; std dev; std deviation; std. dev",
    aggregate("stddev"),
  ],
  ["population standard deviation", aggregate("stddev_population")],
  ["variance|variances|var", aggregate("variance")],
  ["population variance", aggregate("variance_population")],
  ["minimum|minimal|min; minimum value; min value; smallest value; lowest value", aggregate("min")],
  [
    "maximum|maximal|max; maximum value; max value; largest value; highest value; greatest value",
    aggregate("max"),
  ],
  [
    "first quartile; lower quartile; q1; 25th percentile; 25 percentile; 25% quantile",
    aggregate("quantile", 0.25),
  ],
  [
    "third quartile; upper quartile; q3; 75th percentile; 75 percentile; 75% quantile",
    aggregate("quantile", 0.75),
  ],
  ["10th percentile; first decile", aggregate("quantile", 0.1)],
  ["90th percentile; ninth decile", aggregate("quantile", 0.9)],
  ["95th percentile", aggregate("quantile", 0.95)],
  ["99th percentile", aggregate("quantile", 0.99)],
  ["5th percentile", aggregate("quantile", 0.05)],
  ["skewness|skew|skewed", aggregate("skewness")],
  ["kurtosis", aggregate("kurtosis")],
  ["mode|modal; modal value; most common value; most frequent value; mode value", aggregate("mode")],
  ["covariance", aggregate("covariance")],
];

const COUNTS: Entry[] = [
  [
    "how many; number of; count of; counts of; total number of; total count of; the amount of times; number of times; amount of times; how many times; how often; quantity of; how many of; what number of; numbers of; frequency of; total number; total count; how many total; how many in total",
    { is: "count" },
  ],
  [
    "count|counts|counting|rowcount|frequency|frequencies|tally|occurrences; number of occurrences; count of records; number of records; count of rows; number of rows; headcount; head count; how many rows; how many records; how many entries; how many observations; number of observations; number of entries; number of data points; record count; row count",
    { is: "count" },
  ],
  ["how much; how big; how large; how high", { is: "how_much" }],
  ["how long", { is: "how_much", concepts: ["duration", "length"] }],
  ["how old; what age", { is: "how_much", concepts: ["age"] }],
  ["how tall", { is: "how_much", concepts: ["height"] }],
  ["how heavy", { is: "how_much", concepts: ["weight"] }],
  ["how fast", { is: "how_much", concepts: ["speed"] }],
  ["how far", { is: "how_much", concepts: ["distance"] }],
  ["how expensive; how costly", { is: "how_much", concepts: ["price"] }],
  ["how deep", { is: "how_much", concepts: ["depth"] }],
  ["how hot; how cold; how warm", { is: "how_much", concepts: ["temperature"] }],
  ["range|ranges; range of; the range of", { is: "range" }],
  ["distinct|unique|different|various|separate; number of unique; number of distinct", { is: "distinct" }],
  [
    "percentage|percentages|percent|proportion|proportions|share|shares|fraction; ratio of the total; what percent of; percentage of; proportion of; share of; fraction of",
    { is: "share" },
  ],
  ["rate|rates", { is: "rate" }],
];

const COMPARISONS: Entry[] = [
  [
    "more than; greater than; over; above; higher than; larger than; bigger than; exceeding; exceeds; exceeded; exceed; in excess of; upwards of; bigger; larger; beyond; better than; >",
    { is: "compare", op: "gt" },
  ],
  ["less than; fewer than; under; below; lower than; smaller than; not exceeding; beneath; worse than; <", {
    is: "compare",
    op: "lt",
  }],
  [
    "at least; no less than; no fewer than; not less than; minimum of; a minimum of; greater than or equal to; more than or equal to; equal to or greater than; not fewer than; > =",
    { is: "compare", op: "ge" },
  ],
  [
    "at most; no more than; not more than; up to; maximum of; a maximum of; less than or equal to; equal to or less than; smaller than or equal to; < =",
    { is: "compare", op: "le" },
  ],
  ["equal to; equals; equal; exactly; is exactly; equalling; =", { is: "compare", op: "eq" }],
  ["not equal to; does not equal to; do not equal to; does not equal; not equal; unequal to", {
    is: "compare",
    op: "ne",
  }],
  ["after; later than; past", { is: "compare", op: "gt", time: true }],
  ["before; earlier than; prior to; sooner than; until", { is: "compare", op: "lt", time: true }],
  ["since; from then on; starting in; starting from; as of; as early as; no earlier than", {
    is: "compare",
    op: "ge",
    time: true,
  }],
  ["by the end of; as late as; no later than; up until", { is: "compare", op: "le", time: true }],
  [
    "or more; or greater; or over; or above; or higher; or older; or later; or better; and above; and over; and up; and older; and later; plus; or after; and higher; and more",
    { is: "or_more", op: "ge" },
  ],
  [
    "or less; or fewer; or under; or below; or lower; or younger; or earlier; and below; and under; and younger; or before; and less; and earlier",
    { is: "or_more", op: "le" },
  ],
  [
    "between; in between; ranging from; in the range of; in the range from; within the range of; in the range; ranges from; range from",
    { is: "between" },
  ],
];

const CONNECTIVES: Entry[] = [
  [
    "not; no; never; non; without; except; excluding; except for; other than; besides; apart from; aside from; but not; exclude; rather than; instead of; is not; are not; was not; were not; did not; does not; do not; nor; neither; cannot; has no; have no; had no; with no; without any; without a; anything but",
    { is: "not" },
  ],
  ["or; either; as well as either; and or", { is: "or" }],
  ["and; as well as; along with; together with; &; both; plus also", { is: "and" }],
  [
    "by; per; for each; for every; in each; in every; of each; of every; each; every; across; grouped by; group by; broken down by; broken out by; split by; at each; at every; on each; from each; from every; to each; with each; by each; according to; based on; for different; across different; in different; over different; from different; of different; for all the different; within each; segmented by; categorized by; categorised by; separated by; divided by category; among different; among each; in terms of; and group by attribute; group by attribute; and group by; grouped according to; depending on; with respect to; regarding; as per; grouping by; aggregated by; classified by; per each; different; for various; across various; for the various; among the different; organized by; arranged according to; breakdown by; broken down into; split into; by different; by type of; for each of the; for each type of; in various; each of the; for each kind of; per type of; categorized into; disaggregated by; partitioned by; sliced by",
    { is: "group" },
  ],
  ["over; along; through", { is: "over" }],
  ["same; the same; as many; equal number of; identical; the exact same", { is: "same" }],
  ["only; the only; sole; solely", { is: "only" }],
  [
    "across all; for all; over all; among all; across all the; all; all of; all the; every single; overall; any; each and every; total of all",
    { is: "all" },
  ],
];

const TIME: Entry[] = [
  ...(["year", "quarter", "month", "week", "day", "hour"] as const).flatMap((unit): Entry[] => [
    [`${unit}|${unit}s`, { is: "unit", unit }],
  ]),
  [
    "yearly|annually|annual; year over year; year by year; each year; every year; per year; by year; on a yearly basis; by years; year wise; per annum; over the years; throughout the years; through the years; over years",
    { is: "unit", unit: "year", adverb: true },
  ],
  ["quarterly; each quarter; every quarter; per quarter; by quarter", {
    is: "unit",
    unit: "quarter",
    adverb: true,
  }],
  [
    "monthly; each month; every month; per month; by month; month by month; month over month; over the months; by months",
    { is: "unit", unit: "month", adverb: true },
  ],
  ["weekly; each week; every week; per week; by week; week by week", {
    is: "unit",
    unit: "week",
    adverb: true,
  }],
  ["daily; each day; every day; per day; by day; day by day; by date; each date; per date; over the days", {
    is: "unit",
    unit: "day",
    adverb: true,
  }],
  ["hourly; each hour; per hour; by hour; hour of day; hour of the day; by hour of day; by hour of the day", {
    is: "unit",
    unit: "hour",
    adverb: true,
  }],
  [
    "weekday|weekdays; day of the week; day of week; days of the week; by weekday; by day of the week; by day of week; per weekday; each weekday; each day of the week; week day",
    { is: "unit", unit: "weekday", adverb: true },
  ],
  [
    "month of the year; by month of the year; calendar month; by calendar month; months of the year; month name",
    { is: "unit", unit: "month_name", adverb: true },
  ],
  [
    "bin|bins|binned|binning|bucket|buckets|bucketed|interval|intervals|band|bands|increment|increments; in bins of; bin size; bin width; in buckets of; buckets of; bins of; in intervals of; bin size of; bin width of; with bins of; bucket size; in steps of; increments of; in increments of; size bins; sized bins; step size; with bin size; with a bin size of; with a bin width of; bins size; sized buckets; binning size",
    { is: "bin" },
  ],
  [
    "trended over; timeline; over time; through time; across time; as time goes by; with time; over the time; time series",
    {
      is: "trend",
    },
  ],
];

const CHARTS: Entry[] = [
  [
    "bar chart|graph|plot|charts|graphs; bars|bar; bar diagram; column chart|graph; columns chart; vertical bar chart|graph; horizontal bar chart|graph; barchart|bargraph|barplot; vertical bar; horizontal bar; bars chart",
    { is: "chart", type: "bar" },
  ],
  [
    "stacked bar chart|graph|plot|charts; stacked bar|bars; stacked column chart|graph; stack bar chart; stacked chart|graph; stacking bar chart; stacked barchart",
    { is: "chart", type: "stacked bar" },
  ],
  [
    "grouped bar chart|graph|plot|charts; grouped bar|bars; clustered bar chart|graph; clustered column chart; group bar chart; grouping bar chart; side by side bar chart|graph; clustered bars|columns; grouped column chart; multi bar chart",
    { is: "chart", type: "grouped bar" },
  ],
  [
    "line chart|graph|plot|charts|graphs; line|lines; linechart|lineplot; time series chart|plot; line diagram; curve; trend line; trendline; single line",
    { is: "chart", type: "line" },
  ],
  [
    "grouped line chart|graph; grouping line chart|graph; multi line chart|graph; multiple line chart|graph; multi series line chart; group line chart; multi series line; colored line chart; multiple lines",
    { is: "chart", type: "grouping line" },
  ],
  [
    "scatter chart|plot|graph|charts|plots|diagram; scatter|scatters; scatterplot|scatterplots|scattergram; point chart; dot plot; xy chart; x y chart; point plot; xy plot; x y plot; x y scatter plot; xy scatter plot; scatter points; x y graph; xy graph; plot points; bubble chart; points",
    { is: "chart", type: "scatter" },
  ],
  [
    "grouping scatter chart|plot; grouped scatter chart|plot|plots; group scatter chart; colored scatter plot|chart; scattergroup chart",
    { is: "chart", type: "grouping scatter" },
  ],
  ["stack|stacking", { is: "stacked", word: "stacked" }],
  ["pie chart|graph|plot|charts|diagram; pie|pies; piechart; donut chart; doughnut chart; donut", {
    is: "chart",
    type: "pie",
  }],
  [
    "histogram|histograms; histogram chart|plot|graph; frequency distribution; frequency histogram; bar histogram",
    { is: "chart", type: "histogram" },
  ],
  ["box plot|plots|chart; boxplot|boxplots; box and whisker plot; whisker plot", {
    is: "chart",
    type: "boxplot",
  }],
  ["heat map; heatmap|heatmaps; heat map chart", { is: "chart", type: "heatmap" }],
  ["area chart|graph|plot", { is: "chart", type: "area" }],
  [
    "plot|plots|plotted|chart|charts|charted|graph|graphs|graphed|visualize|visualise|visualization|visualisation|visualizing|visualized|draw|diagram|drawing|sketch|figure",
    { is: "chart", type: "", soft: true },
  ],
  ["x axis; x-axis; the x; x; horizontal axis; axis x; bars; the bars; the bar; x axes; xaxis", {
    is: "axis",
    axis: "x",
  }],
  ["y axis; y-axis; the y; y; vertical axis; axis y; y axes; yaxis", { is: "axis", axis: "y" }],
  [
    "vs|versus|against; v/s; v s; compare with; compares with; compared against; in contrast to; as a function of; in relation to; in comparison to; in comparison with; compared to; compared with; relative to; plotted against; and its; as against",
    { is: "versus" },
  ],
  [
    "color|colour|colored|coloured|colors|colours|hue|coloring|colouring|legend; colored by; coloured by; color by; colour by; color coded by; color code by; color coded; color coding; color code; with color|colors by; by color; color based on; different color for each; a different color for each; use a different color for each; in the legend; to the legend; as a legend; as legend; colors by; color encoded by; colored according to; as color; with legend; in legend; color them by; color for each; broken by; faceted by; facet by; facet it by; trellis by; trellised by; trellis; facet|facets|faceted; small multiples by; small multiples for each; small multiples; small multiples for; separate charts by; separate charts for each; separated by; separately; separate plots for each; separate chart for each; separate graphs for each; segregated by; segregate by; segregate it by; slice by; split by; split it by; split; broken into; filtered by; color coding by; a separate chart for each; a separate plot for each; multiple charts by; multiple plots by; separate into; separate by; in separate; with separate; differentiated by; differentiate by; distinguished by; distinguish by; distinguish; marked by; labels by; labels; labeled by; labelled by; colorized by; colored based on; subdivide by; subdivided by; divide by; divided by; divided into; grid by; in columns by; columns by; panels by; panel by; faceting by; stack by; stacked by; stacked with; colorcoded by; highlight; highlighted by; color differentiated by; series by; lines by; lines for each; one line per; a line for each; lines colored by; a separate line for each; a line per; for each line; per line",
    { is: "color" },
  ],
  [
    "correlation|correlations|correlate|correlated|correlates; correlation coefficient; pearson correlation; pearson correlation coefficient; pearson coefficient; correlation between; linear relationship; linear correlation; correlation value; pearson r; pearson correlation coefficient (r); pearson's correlation coefficient; pearson's correlation; strength and direction; strength and direction of the linear relationship; strength of the relationship; strength of the correlation; linear relationship between; pearson method",
    { is: "correlation" },
  ],
  [
    "relationship|relationships|relation|relate|related|relates|association|associated; relation between; relationship between; association between; linked to; depend on",
    { is: "correlation" },
  ],
  [
    "distribution|distributions|distributed|spread|breakdown; histogram of; distribution of; the distribution of; spread of; frequency distribution of; breakdown of",
    { is: "distribution" },
  ],
  [
    "trend|trends|trending|evolution|evolve|evolved|evolves; change over; trend of; the trend of; development of; the change of; changes in; changed over; progression; the change in; how did; how has; how does; how do; how have; change|changed|changes|vary|varied|varies|develop|developed|fluctuate|fluctuated; the changing of; the variation of",
    { is: "trend" },
  ],
];

const ORDER: Entry[] = [
  [
    "sort|sorted|sorting|order|ordered|ordering|rank|ranked|ranking|arrange|arranged|listed|display|list|show|rearrange|organize|sorts|orders; in the order of; in order of; order by; sort by; sorted by; ordered by; ranked by; rank by; sorted in; in order; order in; sort in",
    { is: "sort" },
  ],
  [
    "descending|desc|decreasing|decending; descending order; in descending order; desc order; in desc; in desc order; from high to low; high to low; highest to lowest; from highest to lowest; largest to smallest; from largest to smallest; z to a; from z to a; reverse alphabetical order; in reverse alphabetical order; most to least; decreasing order; in decreasing order; top to bottom; from top to bottom; from most to least; from large to small; newest first; largest first; highest first; reverse order; in reverse order; from big to small; from newest to oldest; from the highest to the lowest; high to low order; from high to low order; in descending alphabetical order; descending alphabetical order; from most recent; latest first; oldest to youngest; greatest to least; from the most",
    { is: "direction", descending: true },
  ],
  [
    "ascending|asc|increasing|acending|alphabetically|alphabetic|alphabetical|chronologically|chronological; ascending order; in ascending order; asc order; in asc; in asc order; from low to high; low to high; lowest to highest; from lowest to highest; smallest to largest; from smallest to largest; a to z; from a to z; alphabetical order; in alphabetical order; in alphabetic order; alphabetic order; least to most; increasing order; in increasing order; bottom to top; from bottom to top; from least to most; from small to large; chronological order; in chronological order; oldest first; smallest first; lowest first; from oldest to newest; from the lowest to the highest; low to high order; from low to high order; ascending alphabetical order; in ascending alphabetical order; lexicographical order; in lexicographical order; youngest to oldest; earliest first; least to greatest",
    { is: "direction", descending: false },
  ],
];

const EXTREMES: Entry[] = [
  [
    "highest|most|largest|greatest|biggest|maximum|max|top|best|leading|maximal; the most; the highest; the largest; the greatest; highest number of; largest number of; greatest number of; most number of; the best; largest amount of; highest amount of; greatest amount of; most amount of; maximum number of; top ranked; number one",
    { is: "extreme", descending: true, plain: true },
  ],
  [
    "lowest|least|smallest|fewest|minimum|min|bottom|worst|minimal; the least; the lowest; the smallest; the fewest; lowest number of; smallest number of; fewest number of; least number of; least amount of; lowest amount of; smallest amount of; minimum number of; fewest amount of",
    { is: "extreme", descending: false, plain: true },
  ],
  ["oldest|eldest", { is: "extreme", descending: true, concepts: ["age"] }],
  ["youngest", { is: "extreme", descending: false, concepts: ["age"] }],
  ["longest; longest lasting; longest running", {
    is: "extreme",
    descending: true,
    concepts: ["length", "duration"],
  }],
  ["shortest", { is: "extreme", descending: false, concepts: ["length", "duration", "height"] }],
  ["tallest", { is: "extreme", descending: true, concepts: ["height"] }],
  ["heaviest", { is: "extreme", descending: true, concepts: ["weight"] }],
  ["lightest", { is: "extreme", descending: false, concepts: ["weight"] }],
  ["cheapest; least expensive; lowest priced; most affordable", {
    is: "extreme",
    descending: false,
    concepts: ["price"],
  }],
  ["most expensive; priciest|costliest|dearest; most costly; highest priced", {
    is: "extreme",
    descending: true,
    concepts: ["price"],
  }],
  ["fastest|quickest", { is: "extreme", descending: true, concepts: ["speed"] }],
  ["slowest", { is: "extreme", descending: false, concepts: ["speed"] }],
  ["richest|wealthiest", { is: "extreme", descending: true, concepts: ["wealth"] }],
  ["poorest", { is: "extreme", descending: false, concepts: ["wealth"] }],
  ["earliest; first ever", { is: "extreme", descending: false, concepts: ["date"] }],
  ["latest|newest; most recent; most recently", { is: "extreme", descending: true, concepts: ["date"] }],
  ["hottest|warmest", { is: "extreme", descending: true, concepts: ["temperature"] }],
  ["coldest|coolest", { is: "extreme", descending: false, concepts: ["temperature"] }],
  ["deepest", { is: "extreme", descending: true, concepts: ["depth"] }],
  ["widest", { is: "extreme", descending: true, concepts: ["width"] }],
  ["closest|nearest", { is: "extreme", descending: false, concepts: ["distance"] }],
  ["farthest|furthest", { is: "extreme", descending: true, concepts: ["distance"] }],
  ["strongest; most powerful", { is: "extreme", descending: true, concepts: ["power"] }],
  ["most popular; most crowded; busiest|densest; most populous; most populated", {
    is: "extreme",
    descending: true,
    concepts: ["popularity"],
  }],
  ["least popular; least populous; least populated", {
    is: "extreme",
    descending: false,
    concepts: ["popularity"],
  }],
  ["most common; most frequent; most frequently; most often; most commonly; the most times; the most often", {
    is: "extreme",
    descending: true,
    concepts: [],
  }],
  ["least common; least frequent; least often; rarest; least frequently; the least times", {
    is: "extreme",
    descending: false,
    concepts: [],
  }],
  [
    "first; the first; initial; first listed; first few; at the start of; at the beginning of; start of; beginning of",
    {
      is: "edge",
      last: false,
    },
  ],
  ["last; the last; final; last listed; the final; at the end of; end of", { is: "edge", last: true }],
];

const ADJECTIVES: Entry[] = [
  ["older than; aged over; aged above; over the age of; above the age of; older", {
    is: "compare",
    op: "gt",
    concepts: ["age"],
  }],
  ["younger than; aged under; aged below; under the age of; below the age of; younger", {
    is: "compare",
    op: "lt",
    concepts: ["age"],
  }],
  ["longer than; longer", { is: "compare", op: "gt", concepts: ["length", "duration"] }],
  ["shorter than; shorter", { is: "compare", op: "lt", concepts: ["length", "duration", "height"] }],
  ["taller than; taller", { is: "compare", op: "gt", concepts: ["height"] }],
  ["heavier than; heavier", { is: "compare", op: "gt", concepts: ["weight"] }],
  ["lighter than; lighter", { is: "compare", op: "lt", concepts: ["weight"] }],
  ["cheaper than; cheaper; less expensive than", { is: "compare", op: "lt", concepts: ["price"] }],
  ["more expensive than; costlier than; costing more than; cost more than; costs more than; pricier than", {
    is: "compare",
    op: "gt",
    concepts: ["price"],
  }],
  ["costing less than; cost less than; costs less than", { is: "compare", op: "lt", concepts: ["price"] }],
  ["faster than; faster; quicker than; quicker", { is: "compare", op: "gt", concepts: ["speed"] }],
  ["slower than; slower", { is: "compare", op: "lt", concepts: ["speed"] }],
  ["warmer than; hotter than", { is: "compare", op: "gt", concepts: ["temperature"] }],
  ["colder than; cooler than", { is: "compare", op: "lt", concepts: ["temperature"] }],
  ["newer than; more recent than", { is: "compare", op: "gt", concepts: ["date"], time: true }],
  ["deeper than", { is: "compare", op: "gt", concepts: ["depth"] }],
  ["wider than", { is: "compare", op: "gt", concepts: ["width"] }],
  ["earning more than; earn more than; earns more than; paid more than", {
    is: "compare",
    op: "gt",
    concepts: ["salary"],
  }],
  ["earning less than; earn less than; earns less than; paid less than", {
    is: "compare",
    op: "lt",
    concepts: ["salary"],
  }],
  ["more|higher|greater|better|farther|further", { is: "comparative", descending: true }],
  ["less|fewer|lower|smaller|worse", { is: "comparative", descending: false }],
  ["older", { is: "comparative", descending: true, concepts: ["age"] }],
  ["younger", { is: "comparative", descending: false, concepts: ["age"] }],
  ["taller", { is: "comparative", descending: true, concepts: ["height"] }],
  ["longer", { is: "comparative", descending: true, concepts: ["length", "duration"] }],
  ["shorter", { is: "comparative", descending: false, concepts: ["length", "duration", "height"] }],
  ["heavier", { is: "comparative", descending: true, concepts: ["weight"] }],
  ["lighter", { is: "comparative", descending: false, concepts: ["weight"] }],
  ["cheaper", { is: "comparative", descending: false, concepts: ["price"] }],
  ["more expensive|costly|pricey", { is: "comparative", descending: true, concepts: ["price"] }],
  ["faster|quicker", { is: "comparative", descending: true, concepts: ["speed"] }],
  ["slower", { is: "comparative", descending: false, concepts: ["speed"] }],
  ["larger|bigger", { is: "comparative", descending: true, concepts: ["size"] }],
  ["earlier|sooner; first", { is: "comparative", descending: false, concepts: ["date"] }],
  ["later|newer; more recent|recently; last", { is: "comparative", descending: true, concepts: ["date"] }],
];

const QUESTIONS: Entry[] = [
  ["which; what; which of the; which one", { is: "ask", of: "which" }],
  ["who; whom; whose", { is: "ask", of: "who" }],
  ["when; what date; which date; on what date; on which date", { is: "ask", of: "when" }],
  ["where", { is: "ask", of: "where" }],
  ["how", { is: "ask", of: "how" }],
  [
    "list; name; show; give; find; return; display; retrieve; tell; show me; give me; tell me; list all; show all; find all; what are; what were; get; output; select; extract; see; view; present; provide; report; print; look up; fetch; what are all",
    { is: "ask", of: "list" },
  ],
  ["did|does|do|is|are|was|were|has|have|had|can|could; is there; are there; was there; were there", {
    is: "ask",
    of: "whether",
  }],
  [
    "difference|differences; difference between; difference in; gap between; how many more; how much more; how many fewer; how much less; how much longer; how much higher; how much larger; how much taller; how many less; how much older; how much greater; how much bigger; how much heavier; how much faster; how much lower; how much shorter; differ|differed|differs; the gap; how many more times",
    { is: "difference" },
  ],
  [
    (["year", "month", "week", "day"] as const).flatMap((unit) => [
      `how many ${unit}s older|younger|earlier|later|sooner|longer|apart|between|passed`,
      `how many ${unit}s before|after`,
      `how many ${unit}s passed between`,
      `how many ${unit}s are|were there between`,
      `number of ${unit}s between`,
      `how many more ${unit}s`,
      `how many fewer ${unit}s`,
    ]).join("; "),
    { is: "difference" },
  ],
  ["ratio|ratios; ratio of; ratio between", { is: "ratio" }],
  [
    "next; the next; next after; right after; immediately after; directly after; listed after; following; next to; came after; comes after; come after; directly below; right below; immediately following; just after; directly following; listed below; listed next; listed right after; after the; succeeded; succeeding; directly under",
    { is: "neighbour", offset: 1 },
  ],
  [
    "previous; the previous; right before; immediately before; directly before; listed before; preceding; preceded; prior; came before; comes before; come before; directly above; right above; immediately preceding; just before; directly preceding; previous to; listed above; listed right before; immediately prior to; listed prior to; just above; preceeding; before the; proceeding",
    { is: "neighbour", offset: -1 },
  ],
  [
    "for those records from; for each record in; for those records in; records from; each record in; for all records in; for each record from",
    { is: "source" },
  ],
  [
    "rows|row|records|record|entries|entry|observations|observation|lines|instances|items|cases|samples; data points",
    { is: "rows" },
  ],
  ["columns|column|attributes|variables|fields|features", { is: "columns" }],
  [
    "missing|null|nulls|empty|blank|nan|na|unknown; missing values|value|data|entries; null values|value; empty values|cells; not available; nan values; not known; not given; not listed; is null; are missing",
    { is: "missing" },
  ],
  [
    "not null; not missing; not empty; non null; non missing; non empty; is not null; are not null; known; available; is known; non blank; valid",
    { is: "present" },
  ],
  [
    "contains|contain|containing|includes|including|include; contains the word; with the word; have the word; has the word; contain the word; containing the word; with the letter; contains the letter; containing the letter; contain the letter; having the word; includes the word; contains the text; in their name; in its name; whose name contains; have the letter; has the letter; with the name; the word; the substring; contains the substring; the letter; letters; the letters",
    { is: "text", how: "contains" },
  ],
  [
    "starts with; start with; starting with; begins with; begin with; beginning with; starts with the letter; start with the letter; begins with the letter; starting with the letter; beginning with the letter; begin with the letter",
    { is: "text", how: "starts_with" },
  ],
  [
    "ends with; end with; ending with; ends in; ending in; end in; ends with the letter; ending with the letter; end with the letter",
    { is: "text", how: "ends_with" },
  ],
  ["outlier|outliers; outlier values; anomalies", { is: "outliers" }],
  ["zscore|zscores; z score; z scores; z score method; z score rule", { is: "z_score" }],
  [
    "describe|statistics|summary|summarize|summarise; summary statistics; descriptive statistics; basic statistics; statistical summary; summary stats; five number summary",
    { is: "describe" },
  ],
  ["cumulative; running total; running sum; cumulative sum; cumulative total", { is: "cumulative" }],
  ["moving average; rolling average; rolling mean; moving mean", { is: "moving" }],
  ["consecutive; in a row; consecutively", { is: "consecutive" }],
  [
    "normal distribution; a normal distribution; the normal distribution; normally distributed; normality; gaussian; gaussian distribution; a gaussian distribution; bell curve; bell shaped; test of|for normality; normality test; follow|follows|following|fit|fits|match|matches|resemble|resembles a normal distribution; adhere|adheres|adhering|conform|conforms|correspond|corresponds to a normal distribution; follow|follows|following|adhere|adheres normal distribution; distributed normally; distribution normal",
    { is: "normality" },
  ],
  ["shapiro wilk; shapiro wilk test; shapiro test", { is: "normality", method: "shapiro_wilk" }],
  ["anderson darling; anderson darling test", { is: "normality", method: "anderson_darling" }],
  ["kolmogorov smirnov; kolmogorov smirnov test; ks test", { is: "normality", method: "kolmogorov_smirnov" }],
  ["d'agostino test; d'agostino pearson test; normaltest", { is: "normality", method: "dagostino" }],
  ["jarque bera; jarque bera test", { is: "normality", method: "jarque_bera" }],
  [
    "significant difference; significantly different; significant differences; statistically significant difference; statistically significant differences; differ|differs significantly; a significant difference; any significant difference; significantly higher; significantly lower; significantly greater; hypothesis test; test the hypothesis; difference in means; difference of means; significance of the difference; significant; statistically significant; significance; significantly",
    { is: "test", asks: "difference" },
  ],
  [
    "t test; t tests; student t test; student's t test; two sample t test; independent t test; independent samples t test; two sample independent t test; unpaired t test; ttest",
    { is: "test", asks: "difference", method: "t_test" },
  ],
  ["welch test; welch's test; welch t test; welch's t test", {
    is: "test",
    asks: "difference",
    method: "welch",
  }],
  ["paired t test; dependent t test; paired samples t test", {
    is: "test",
    asks: "difference",
    method: "paired_t_test",
  }],
  ["mann whitney; mann whitney u; mann whitney test; mann whitney u test; wilcoxon rank sum; rank sum test", {
    is: "test",
    asks: "difference",
    method: "mann_whitney",
  }],
  ["wilcoxon; wilcoxon test; wilcoxon signed rank; wilcoxon signed rank test; signed rank test", {
    is: "test",
    asks: "difference",
    method: "wilcoxon",
  }],
  ["anova; one way anova; anova test; one way anova test; analysis of variance; f test", {
    is: "test",
    asks: "difference",
    method: "anova",
  }],
  ["kruskal wallis; kruskal wallis test; kruskal wallis h test; kruskal test", {
    is: "test",
    asks: "difference",
    method: "kruskal_wallis",
  }],
  ["levene; levene test; levene's test; equality of variances; equal variances", {
    is: "test",
    asks: "difference",
    method: "levene",
  }],
  [
    "chi square; chi squared; chi square test; chi squared test; chi square test of independence; chi squared test of independence; test of independence; chi2 test",
    { is: "test", asks: "association", method: "chi_square" },
  ],
  ["spearman; spearman correlation; spearman rank correlation; spearman's rank correlation; spearman's rho", {
    is: "test",
    asks: "correlation",
    method: "spearman",
  }],
  ["kendall; kendall tau; kendall's tau; kendall correlation; kendall rank correlation", {
    is: "test",
    asks: "correlation",
    method: "kendall",
  }],
  ["significant correlation; significantly correlated; correlation significant; correlation test", {
    is: "test",
    asks: "correlation",
    method: "pearson",
  }],
  [
    "linear regression; a linear regression; linear regression model; simple linear regression; multiple linear regression; regression; regression model; regression analysis; ordinary least squares; ols; least squares; regress; regression line; line of best fit",
    { is: "test", asks: "regression", method: "linear_regression" },
  ],
];

/** Words that shape a sentence without adding to what is asked. */
const FILLERS = [
  "a an the of in on at for to from with as into onto is are was were be been being am do does did has have had will would can could should shall may might must",
  "that this these those there their its it his her he she they them him we us our my your i you me whose which who what where when how",
  "group groups grouping axes symbols gridlines gridline pt shows showing showed display displays displaying small multiple multiples dots dot page sheet side legend grid labels label title chart charts please just also then so if such than too very only now currently ever still even already yet",
  "show give find tell list display return get see view provide calculate compute determine identify check create make generate build draw produce perform conduct explore analysis analyses detect assess patterns comprehensive preprocessing analyze analyse examine investigate evaluate let want need like know help using use used include output print retrieve plot",
  "value values data dataset table file csv column columns given listed list respectively following number numbers amount amounts result results corresponding each respective information info overall within among amongst during between across per by via about off out up down",
  "s re ve ll d t m oh hey hi hello thanks thank kindly could would wants wanted whether one ones thing things kind kinds type types sort way set based terms actual recorded reported entire whole provided available particular certain specific particular together every any some many much few several",
  "belong belongs belonging having contain contained appear appears appeared exist exists existing occur occurs occurred happen happened take takes taken took place come comes came go goes went become becomes became get gets got gotten receive received receives obtain obtained achieve achieved reach reached hold held holds earn earned score scored win won make made do did done be been see seen have had play played serve served start started began begin end ended finish finished",
  "representing represents depicting depicts denoting note noted question answer question's asked both either neither else other others another while though although however because since whereas where's who's what's here there's let's ok okay well",
  "compared compare comparing comparison respectively recorded record corresponding associated related",
].flatMap((line) => line.split(" "));

/** Every entry of the language, longest phrases to be preferred by whoever searches. */
export const ENTRIES: readonly Entry[] = [
  ...AGGREGATES,
  ...COUNTS,
  ...COMPARISONS,
  ...CONNECTIVES,
  ...TIME,
  ...CHARTS,
  ...ORDER,
  ...EXTREMES,
  ...ADJECTIVES,
  ...QUESTIONS,
  ...CHANGES,
];

/** Units of time by their words, for spans such as `in buckets of 10 years`. */
export const BUCKET_UNITS: readonly BucketUnit[] = [
  "year",
  "quarter",
  "month",
  "week",
  "day",
  "hour",
  "weekday",
  "month_name",
];

/** Words of sentences, not of questions. */
export const FILLER_WORDS: ReadonlySet<string> = new Set(FILLERS);
