/**
 * Columns of text whose cells are numbers with something around them: `1,234 (5th)`, `14 days`, `$12`.
 *
 * @module
 */

/** Marks to take out, then texts at which a cell is cut; what is left is a number. */
export interface NumberRecipe {
  readonly remove: readonly string[];
  readonly cut: readonly string[];
  /** Cells are times such as `1:24.10` or `2:16:44`, read as seconds. */
  readonly clock?: true;
  /** Smallest and largest number among the values. */
  readonly low: number;
  readonly high: number;
}

const REMOVED = [",", "$", "€", "£", "+", "~", "*", "†", "#", "%", "°", "="];
const CUT = ["\n", "[", "(", " ", "%", "st", "nd", "rd", "th", "°", "km", "m", "kg", "*"];
const ABSENT = /^(?:|-+|–|—|n\/?a|none|null|nil|\?|unknown|tbd|tba|dnf|dns|dq|\.{2,}|x)$/i;
const SAMPLE = 1500;
/** Share of the cells that must be numbers. */
const ENOUGH = 0.85;

function applied(text: string, remove: readonly string[], cut: readonly string[]): number {
  let rest = text;
  for (const mark of remove) rest = rest.replaceAll(mark, "");
  for (const mark of cut) rest = rest.split(mark, 1)[0]!;
  const trimmed = rest.trim();
  return /^[-−]?(?:\d+\.?\d*|\.\d+)$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}

/** Minutes and seconds, with or without hours, and what may stand after them. */
const CLOCK = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2}(?:\.\d+)?)(?:$|[\s\[(*+])(?!\s*[ap]\.?m)/i;

function clockRecipe(cells: readonly string[]): NumberRecipe | undefined {
  const times = cells.flatMap((cell) => {
    const found = CLOCK.exec(cell.trim());
    return found === null ? [] : [Number(found[1] ?? 0) * 3600 + Number(found[2]) * 60 + Number(found[3])];
  });
  if (cells.length < 2 || times.length < cells.length * ENOUGH) return undefined;
  const cut = [" ", "\u00a0", "[", "(", "*", "+"].filter((mark) =>
    cells.some((cell) => cell.trim().includes(mark))
  );
  return { remove: [], cut, clock: true, low: Math.min(...times), high: Math.max(...times) };
}

/** How to read a column of text as numbers; undefined where it holds none. */
export function numberRecipe(values: readonly string[]): NumberRecipe | undefined {
  const cells = values.slice(0, SAMPLE).filter((value) => !ABSENT.test(value.trim()));
  const clock = clockRecipe(cells);
  if (clock !== undefined) return clock;
  const digits = cells.filter((cell) => /^[^\p{L}\d]{0,4}\d/u.test(cell)).length;
  if (cells.length < 2 || digits < cells.length * ENOUGH) return undefined;
  let remove: string[] = [], cut: string[] = [];
  const share = (r: readonly string[], c: readonly string[]) =>
    cells.filter((cell) => !Number.isNaN(applied(cell, r, c))).length / cells.length;
  let best = share(remove, cut);
  for (let step = 0; step < 4 && best < 1; step++) {
    const options = [
      ...REMOVED.filter((mark) => !remove.includes(mark) && cells.some((cell) => cell.includes(mark))).map((
        mark,
      ) => ({ remove: [...remove, mark], cut })),
      ...CUT.filter((mark) => !cut.includes(mark) && cells.some((cell) => cell.includes(mark))).map((
        mark,
      ) => ({ remove, cut: [...cut, mark] })),
    ];
    const scored = options.map((option) => ({ option, share: share(option.remove, option.cut) }));
    const top = scored.reduce<typeof scored[number] | undefined>(
      (a, b) => a === undefined || b.share > a.share ? b : a,
      undefined,
    );
    if (top === undefined || top.share <= best) break;
    best = top.share;
    ({ remove, cut } = top.option);
  }
  if (best < ENOUGH) return undefined;
  const numbers = cells.map((cell) => applied(cell, remove, cut)).filter((value) => !Number.isNaN(value));
  return { remove, cut, low: Math.min(...numbers), high: Math.max(...numbers) };
}
