/**
 * Superlatives: the rows or groups that come first by some measure, and what is asked of them.
 *
 * @module
 */
import type { Extreme, Measured } from "../frame/frame.ts";
import { isTime, labelColumn } from "../frame/concepts.ts";
import { conceptColumn } from "../frame/concepts.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { isRowNoun } from "../row_nouns.ts";
import { relatedness } from "../lexicon/thesaurus.ts";
import { stem } from "../text/stem.ts";
import { naturalAggregate } from "./additive.ts";
import { scalar } from "./scalars.ts";
import type { Candidate, Scope } from "./scope.ts";
import { byCount, byGroup, byPeriod, byPlace, byRow, repeats, type Target } from "./superlative_plans.ts";

/** Composes superlatives of rows, of groups, and of counts. */
export function composeSuperlatives(scope: Scope): Candidate[] {
  const { frame } = scope;
  const extreme = frame.extremes[0];
  if (extreme === undefined) return [];
  const out: Candidate[] = [];
  const targets = targetsOf(scope, extreme);
  for (const target of targets) {
    if (extreme.measure !== undefined) out.push(...byGroup(scope, extreme, target, extreme.measure, 0.93));
    else if (
      extreme.key !== undefined && target.column === extreme.key && extreme.count === undefined &&
      extreme.key.recipe === undefined
    ) {
      out.push(...theKeyItself(scope, extreme, extreme.key, target));
    } else if (extreme.key !== undefined) {
      out.push(...byRow(scope, extreme, target, extreme.key, rowFit(scope, extreme, target)));
      if (
        target.column !== undefined && repeats(scope, target.column) && extreme.key.quantity &&
        !isTime(extreme.key)
      ) {
        const said = saidAggregate(scope);
        if (said !== undefined) {
          const measured = { at: extreme.at, name: said.name, column: extreme.key };
          const groups = byGroup(scope, extreme, target, measured, 0.95);
          out.push(...groups.map((one) => ({ ...one, also: [...one.also ?? [], said.at] })));
        }
        const name = naturalAggregate(extreme.key);
        out.push(
          ...byGroup(
            scope,
            extreme,
            target,
            { at: extreme.at, name, column: extreme.key },
            name === "sum" ? 0.92 : 0.7,
          ),
        );
      }
    } else if (extreme.edge) out.push(...byPlace(scope, extreme, target));
    else if (target.column !== undefined) out.push(...byCount(scope, extreme, target));
  }
  out.push(...byPeriod(scope, extreme));
  if (extreme.key !== undefined && extreme.count === undefined && extreme.nth === undefined) {
    out.push(...asScalar(scope, extreme, extreme.key));
  }
  return out;
}

/** `on average` beside no column: of what is compared. */
function saidAggregate({ walk }: Scope): { at: number; name: Measured["name"] } | undefined {
  const at = walk.chunks.findIndex((_, index) =>
    !walk.used(index) && walk.sense(index, "aggregate") !== undefined
  );
  return at < 0 ? undefined : { at, name: walk.sense(at, "aggregate")!.name };
}

/** What is asked of the row: a column, and the parts of the frame that named it. */
function targetsOf(scope: Scope, extreme: Extreme): Target[] {
  const { frame } = scope;
  const out: Target[] = [];
  const measures = frame.measures.filter((one) => one.column !== undefined);
  if (frame.groups.length === 1 && frame.groups[0]!.unit === undefined) {
    out.push({ column: frame.groups[0]!.column, parts: [frame.groups[0]!], fit: 0.95 });
  }
  const mentioned = frame.mentions.filter((mention) => mention.column !== extreme.key);
  if (mentioned.length > 0) {
    const asked = mentioned.find((mention) => mention.at > frame.askAt) ?? mentioned[0]!;
    out.push({ column: asked.column, parts: [asked], fit: 1 });
  }
  if (frame.counts[0]?.noun !== undefined && frame.ask === "count" && frame.counts[0].noun !== extreme.key) {
    out.push({ column: frame.counts[0].noun, parts: [...frame.counts], fit: 0.9 });
  }
  // `how long did the fastest runner take`
  const sized = frame.ask === "how_much" && extreme.key !== undefined && extreme.measure === undefined;
  if (
    out.length === 0 && sized &&
    /^how (?:long|fast|old|tall|far|deep|heavy)/.test(scope.walk.word(frame.askAt))
  ) {
    out.push({ column: extreme.key, parts: [], fit: 0.9 });
  }
  if (out.length === 0 && extreme.key !== undefined && isTime(extreme.key) && asksForTime(scope, extreme)) {
    out.push({ column: extreme.key, parts: [], fit: 1 });
  }
  if (out.length === 0 && extreme.noun !== undefined && extreme.noun !== extreme.key) {
    out.push({ column: extreme.noun, parts: [], fit: 1 });
  }
  if (
    out.length === 0 &&
    (frame.ask === "when" || extreme.edge && extreme.noun !== undefined && isTime(extreme.noun))
  ) {
    const time = scope.columns.find(isTime);
    if (dateParts(scope.columns) > 1) out.push({ column: undefined, parts: [], fit: 0.98 });
    else if (time !== undefined) out.push({ column: time, parts: [], fit: 0.85 });
  }
  if (out.length === 0 && frame.ask === "where") {
    const place = conceptColumn(freeColumns(scope), ["location", "venue", "city", "country", "track"]);
    if (place === undefined) return out;
    out.push({ column: place.column, parts: [], fit: 0.85 });
  }
  if (out.length === 0 && measures.length === 0) {
    const named = labelColumn(freeColumns(scope), scope.rowCount, frame.ask === "who");
    // Half a name says little of who it is.
    const halves = [/^(last|family|surname)/, /^(first|given|forename)/];
    const half = named !== undefined && halves.some((own) => hasWord(named, own)) &&
      halves.every((one) => scope.columns.some((column) => hasWord(column, one)));
    const label = half ? undefined : named;
    const table = scope.namedTables[0];
    if (table !== undefined && label !== undefined && repeats(scope, label) && frame.ask !== "who") {
      out.push({ column: undefined, parts: [], fit: 0.93 });
    }
    out.push({
      column: label,
      parts: [],
      fit: (frame.ask === "who"
        ? 0.93
        : table !== undefined && label !== undefined && !repeats(scope, label)
        ? 0.95
        : 0.85) * (isStranger(scope, extreme, label) ? 0.62 : 1),
    });
  }
  return out;
}

/** `what is the last date`, `what was the first year`: the time itself is asked for. */
function asksForTime({ frame, walk }: Scope, { key, noun }: Extreme): boolean {
  if (frame.ask !== "which" && frame.ask !== undefined && frame.ask !== "list") return false;
  const next = walk.next(frame.askAt);
  const named = walk.columnWhere(next, (column) => column === key) !== undefined;
  return noun === key && noun !== undefined && (named || walk.column(next) === undefined);
}

/** `the last date`: the largest, whatever rows have it. */
function theKeyItself(scope: Scope, extreme: Extreme, key: ColumnInfo, target: Target): Candidate[] {
  const measured: Measured = { at: extreme.at, name: extreme.descending ? "max" : "min", column: key };
  const found = extreme.nth === undefined
    ? scalar(scope, [measured], 0.93 * target.fit, [extreme, ...target.parts])
    : undefined;
  return found === undefined ? [] : [found];
}

/** Columns that no condition fixes to one value: to answer with that value would tell nothing. */
function freeColumns({ columns, frame }: Scope): readonly ColumnInfo[] {
  return columns.filter((column) =>
    !frame.conditions.some(({ column: fixed, test, negated }) =>
      fixed === column && !negated && test.kind === "in" && test.values.length === 1
    )
  );
}

function rowFit(scope: Scope, extreme: Extreme, target: Target): number {
  if (target.column === undefined || !repeats(scope, target.column) || isTime(extreme.key!)) return 0.93;
  return naturalAggregate(extreme.key!) === "sum" && extreme.count !== undefined ? 0.75 : 0.9;
}

/** `What is the highest price?` asks for the number itself. */
function asScalar(scope: Scope, extreme: Extreme, key: ColumnInfo): Candidate[] {
  const { frame } = scope;
  const others = frame.mentions.filter((mention) => mention.column !== key);
  if (frame.ask === "who" || frame.ask === "where" || frame.groups.length > 0) return [];
  if (frame.ask === "when" && !isTime(key) || asksForRow(scope, extreme, key)) return [];
  const after = scope.walk.next(extreme.at);
  // `the cheapest sweet bar` is a thing; `the cheapest price` is a number.
  const adjective = (scope.walk.sense(extreme.at, "extreme")?.concepts?.length ?? 0) > 0;
  if (adjective && frame.conditions.some(({ at }) => at.includes(after))) return [];
  const entity = isRowNoun(scope.walk, after) ||
    scope.walk.sense(after, "unit") !== undefined && !isTime(key) ||
    scope.walk.chunks.slice(extreme.at + 1, extreme.at + 4).some((chunk) => chunk.kind === "rows") ||
    /^(which|what)$/.test(scope.walk.word(frame.askAt)) &&
      scope.walk.chunks[frame.askAt + 1]?.kind === "rows";
  const subject = scope.walk.chunks.findIndex((chunk) => chunk.kind === "rows");
  if (entity || subject >= 0 && subject < extreme.at || frame.noun !== undefined && frame.ask === "which") {
    return [];
  }
  // `what is the most points that a team had`: what comes later tells of what, and is not asked for.
  const apart = others.every((mention) => mention.at > extreme.at + 3) &&
    /^what/.test(scope.walk.word(frame.askAt)) && scope.walk.next(frame.askAt) === extreme.at;
  const fit = apart && others.length > 0 && extreme.noun === undefined
    ? 0.9
    : others.length === 0 && extreme.noun === undefined &&
        (frame.ask === "which" || frame.ask === "how_much" || frame.ask === "count" || frame.ask === "list" ||
          frame.ask === undefined || frame.ask === "when")
    ? 0.94
    : 0.5;
  const found = scalar(
    scope,
    [{ at: extreme.at, name: extreme.descending ? "max" : "min", column: key }],
    fit,
    [extreme, ...frame.mentions.filter((mention) => apart || mention.column === key)],
  );
  return found === undefined ? [] : [found];
}

function hasWord({ forms }: ColumnInfo, word: RegExp): boolean {
  return forms.some((form) => form.some((one) => word.test(one)));
}

/** How many columns make up the date of a row, where no column has the whole date. */
function dateParts(columns: readonly ColumnInfo[]): number {
  if (columns.some((column) => column.temporal)) return 0;
  return columns.filter((column) =>
    column.year || column.numeric && column.forms.some((form) => /^(year|month|day|date)$/.test(form[0]!))
  ).length;
}

/** `which has the most wins`, `which line is the longest`: a row is asked for; `which is the highest price` asks for the number. */
function asksForRow({ frame, walk }: Scope, extreme: Extreme, key: ColumnInfo): boolean {
  if (frame.ask !== "which" || !/^which/.test(walk.word(frame.askAt))) return false;
  const after = frame.askAt + 1;
  if (walk.column(walk.next(frame.askAt)) === key) return false;
  return walk.next(frame.askAt) !== extreme.at || !/^(is|are|was|were|the)$/.test(walk.word(after));
}

/** `top 5 customers` of a table that has none: the column that names its rows is no answer. */
function isStranger(scope: Scope, extreme: Extreme, label: ColumnInfo | undefined): boolean {
  const noun = scope.walk.chunks.find((chunk, at) =>
    at > extreme.at && at <= extreme.at + 3 && chunk.kind === "rows" && chunk.general === true
  );
  if (noun === undefined || label === undefined) return false;
  const word = stem(noun.text.toLowerCase());
  return !label.forms.some((form) =>
    form.some((one) =>
      one === word || relatedness(one, word) > 0.5 || one === stem("name") || one === stem("title")
    )
  );
}
