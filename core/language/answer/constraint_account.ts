/**
 * Whether everything that the constraints say is part of a reading: applied as a step, a rule, a rounding or a formula, or true of every reading.
 * A sentence is accounted for when each of its content words is. What is not, makes a reading less than sure.
 *
 * @module
 */
import type { Reading } from "../../contract/mod.ts";
import { FILLER_WORDS } from "../lexicon/phrases.ts";
import type { ColumnInfo, TableContext } from "../link/table_context.ts";
import { sentencesOf } from "../steps/clauses.ts";
import { stem } from "../text/stem.ts";
import { tokenize } from "../text/token.ts";
import { TOPICS } from "./constraint_topics.ts";
import { decimalsIn } from "./wanted_names.ts";

/** A reading as constraints are held against it. */
export interface Accounted {
  readonly plan: string;
  readonly summary: string;
  readonly values: NonNullable<Reading["values"]>;
  readonly columns: readonly ColumnInfo[];
  readonly decimals: ReadonlySet<number>;
  /** Numbers of the plan and of its rules. */
  readonly numbers: ReadonlySet<number>;
  /** Stems of the question's own words, all of which the reading uses: who says them again says nothing new. */
  readonly asked: ReadonlySet<string>;
}

/** The sentences of the constraints that a reading does not account for; `done` are those that its steps carry out. */
export function unaccounted(
  constraints: string,
  reading: Pick<Reading, "plan" | "summary" | "values">,
  { contexts, done, asked }: { contexts: readonly TableContext[]; done: readonly string[]; asked: string },
): string[] {
  const plan = JSON.stringify(reading.plan);
  const names = new Set(namesIn(reading.plan));
  const values = reading.values ?? [];
  const account: Accounted = {
    plan,
    summary: reading.summary,
    values,
    columns: contexts.flatMap((table) => table.columns).filter(({ name }) => names.has(name)),
    asked: new Set(
      tokenize(asked).tokens.filter(({ kind, word }) => kind === "word" && !DENIES.test(word)).map((token) =>
        token.stem
      ),
    ),
    decimals: new Set(values.flatMap(({ decimals }) => decimals ?? [])),
    numbers: new Set([
      ...[...plan.matchAll(/"(?:value|parameter|offset|count)":(-?\d+(?:\.\d+)?)/g)].map((match) =>
        Number(match[1])
      ),
      ...values.flatMap(({ judgement }) =>
        judgement?.rules.flatMap(({ when }) => when.map(({ value }) => value)) ?? []
      ),
    ]),
  };
  return sentencesOf(constraints).map((sentence) =>
    sentence.replace(/^[\s{}*-]*(?:\d+[.)]\s+|constraints?:\s*)?/i, "")
  )
    .filter((sentence) => /\p{L}{2}/u.test(sentence))
    .filter((sentence) => !isDone(sentence, done) && !isAccounted(sentence, account));
}

function isDone(sentence: string, done: readonly string[]): boolean {
  let rest = sentence;
  for (const clause of done) rest = rest.replace(clause.replace(/[.;]$/, ""), "");
  return !/\p{L}{3}/u.test(rest.replace(/\band\b|\bthen\b/gi, ""));
}

function isAccounted(sentence: string, account: Accounted): boolean {
  const known = new Set<string>(account.columns.flatMap(({ forms, fused }) => [...forms.flat(), fused]));
  const numbers = new Set(account.numbers);
  for (const { says, holds, words, numbers: more } of TOPICS) {
    if (!says.test(sentence)) continue;
    if (!holds(account, sentence)) return false;
    for (const word of words.split(" ")) known.add(stem(word));
    for (const number of more ?? []) numbers.add(number);
  }
  const decimals = decimalsIn(sentence);
  if (decimals !== undefined) numbers.add(decimals);
  return tokenize(sentence).tokens.every((token) => {
    if (token.kind === "mark" || FILLER_WORDS.has(token.word)) return true;
    if (token.kind === "number") {
      return numbers.has(token.value ?? NaN) || numbers.has(token.unit === "%" ? token.value! / 100 : NaN);
    }
    return known.has(token.stem) || known.has(token.word) || account.asked.has(token.stem) ||
      NEUTRAL.has(token.stem);
  });
}

function namesIn(plan: Reading["plan"]): string[] {
  return [...JSON.stringify(plan).matchAll(/"kind":"column","name":("(?:[^"\\]|\\.)*")/g)].map((match) =>
    JSON.parse(match[1]!) as string
  );
}

const DENIES =
  /^(?:not|no|non|none|except|without|exclud\w*|ignor\w*|remov\w*|drop\w*|other|least|most|more|less|top|first|last)$/;

/** Words that go with any analysis and narrow nothing. */
const NEUTRAL = new Set(
  ("calculate compute use using find determine perform report return provide give apply state conclude assess check make sure result results answer final output " +
    "value values column columns data dataset dataframe csv file table variable feature number numbers numeric numerical row rows record records observation observations " +
    "python pandas panda numpy scipy sklearn scikit learn library libraries module package built in builtin function functions method methods formula standard statistical statistics appropriate " +
    "default parameter parameters defined given mathematical general usual simple basic calculation calculations computation computing operation " +
    "all whole entire full available each every both either these this that its their above following respective same two one between and or by as is are be should must need will can " +
    "based on from with into within for to of it they them if yes otherwise whether when while only up at the a an step steps please ensure note out done take taken get obtained")
    .split(" ").map(stem),
);
