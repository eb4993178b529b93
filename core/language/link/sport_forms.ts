/**
 * Names that columns have only beside others: `W` and `L` are wins and losses, a total beside gold, silver and bronze is one of medals.
 *
 * @module
 */
import type { ColumnInfo } from "./table_context.ts";

type Forms = readonly (readonly string[])[];

/** Columns that must all be there, by one of their spellings; then what a spelling may be called too. */
const SETS: readonly {
  readonly with: readonly RegExp[];
  readonly also: readonly (readonly [RegExp, Forms])[];
}[] = [
  {
    with: [/^gold$/i, /^silver$/i, /^bronze$/i],
    also: [
      [/^gold$/i, [["gold", "medal"]]],
      [/^silver$/i, [["silver", "medal"]]],
      [/^bronze$/i, [["bronze", "medal"]]],
      [/^total$/i, [["medal"], ["total", "medal"]]],
    ],
  },
  {
    with: [/^(?:w|won|wins?)\.?$/i, /^(?:l|lost|loss|losses|loses?)\.?$/i],
    also: [
      [/^(?:w|won|wins?)\.?$/i, [["win"], ["game", "win"], ["victory"]]],
      [/^(?:l|lost|loss|losses|loses?)\.?$/i, [["loss"], ["los"], ["defeat"]]],
      [/^(?:d|t|drawn?|draws|ties?|tied)\.?$/i, [["draw"], ["tie"]]],
      [/^(?:p|pld|played|gp|mp|g)\.?$/i, [["played"], ["game", "play"], ["match", "play"]]],
    ],
  },
];

/** Columns with the further names that the others of their table give them. */
export function contextForms(columns: readonly ColumnInfo[]): ColumnInfo[] {
  const sets = SETS.filter((set) =>
    set.with.every((one) => columns.some((column) => one.test(column.name.trim())))
  );
  return columns.map((column) => {
    const more = sets.flatMap((set) =>
      set.also.flatMap(([name, forms]) => name.test(column.name.trim()) ? forms : [])
    ).filter((form) => !column.forms.some((own) => own.join(" ") === form.join(" ")));
    return more.length === 0 ? column : { ...column, forms: [...column.forms, ...more] };
  });
}
