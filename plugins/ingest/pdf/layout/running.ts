import type { Row } from "./rows.ts";

/** Rows at either end of a page that are looked at. */
const EDGE = 3;
/** A row that stands on this share of the pages near it, and on at least so many, runs. */
const SHARE = 0.3;
const LEAST = 3;
/** Pages before and after: a header may change with the chapter. */
const NEAR = 12;

/** For each page which of its rows are headers, footers and numbers of pages: those that stand at one height with one text, numbers aside. */
export function runningRows(pages: readonly (readonly Row[])[]): Set<Row>[] {
  const keys = pages.map((rows) => edgeOf(rows).map((row) => ({ row, key: keyOf(row) })));
  const places = new Map<string, number[]>();
  for (const [page, found] of keys.entries()) {
    for (const key of new Set(found.map(({ key }) => key))) {
      const list = places.get(key);
      if (list === undefined) places.set(key, [page]);
      else list.push(page);
    }
  }
  return keys.map((found, page) =>
    new Set(found.filter(({ key }) => runs(places.get(key)!, page, pages.length)).map(({ row }) => row))
  );
}

function runs(places: readonly number[], page: number, pages: number): boolean {
  if (places.length < LEAST) return false;
  const near = places.filter((place) => Math.abs(place - page) <= NEAR).length;
  return near >= Math.max(LEAST, SHARE * Math.min(pages, NEAR));
}

function edgeOf(rows: readonly Row[]): Row[] {
  return rows.length <= 2 * EDGE ? [...rows] : [...rows.slice(0, EDGE), ...rows.slice(-EDGE)];
}

/** A text without its numbers, and about where it stands. */
function keyOf({ cells, y }: Row): string {
  const text = cells.map((cell) => cell.text).join(" ").toLowerCase();
  const number = /^[-–\s]*(?:[ivxl]+|[a-z]{1,2}-\d+|\d+)[-–\s]*$/.test(text);
  return `${Math.round(y / 8)} ${number ? "#" : text.replace(/\d+/g, "#").replace(/\s+/g, " ")}`;
}
