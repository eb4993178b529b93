import type { PageFound } from "nexus";
import type { Pdf } from "./pdf_file.ts";

/** More entries of an outline are looked up in no file that people read. */
const MOST_ENTRIES = 3000;
const DEEPEST = 6;

interface Entry {
  title: string;
  dest: string | unknown[] | null;
  items: Entry[];
}

/** What is printed as the number of each page, where that is not its place in the file. */
export async function labelsOf(pdf: Pdf): Promise<(string | undefined)[]> {
  try {
    const labels = await pdf.getPageLabels() ?? [];
    return labels.map((label, index) =>
      label === null || label.trim() === "" || label === String(index + 1) ? undefined : label.slice(0, 100)
    );
  } catch {
    return [];
  }
}

/** Headings of the outline as they stand on their pages, instead of those of the same lines that look like some. */
export async function withOutline(pdf: Pdf, pages: PageFound[]): Promise<PageFound[]> {
  const entries = await entriesOf(pdf);
  if (entries.length === 0) return pages;
  const found = pages.map((page) => ({ ...page, headings: [...page.headings ?? []] }));
  for (const { title, level, page: at } of entries) {
    const page = found[at];
    const range = page === undefined ? null : lineOf(page.text, title);
    if (page === undefined || range === null) continue;
    const [start, end] = range;
    page.headings = [...page.headings.filter((other) => other.end <= start || other.start >= end), {
      start,
      end,
      level,
    }].sort((a, b) => a.start - b.start);
  }
  return found;
}

/** Entries in order, with the page that they lead to, from 0. */
async function entriesOf(pdf: Pdf): Promise<{ title: string; level: number; page: number }[]> {
  const found: { title: string; level: number; page: number }[] = [];
  try {
    const rest = ((await pdf.getOutline() ?? []) as Entry[]).map((entry) => ({ entry, level: 1 })).reverse();
    for (let seen = 0; rest.length > 0 && seen < MOST_ENTRIES; seen++) {
      const { entry, level } = rest.pop()!;
      if (level < DEEPEST) {
        rest.push(...entry.items.map((each) => ({ entry: each, level: level + 1 })).reverse());
      }
      const page = await pageOf(pdf, entry.dest);
      if (page !== null) found.push({ title: entry.title, level, page });
    }
  } catch {
    // A damaged outline leads nowhere; the text is there all the same.
  }
  return found;
}

async function pageOf(pdf: Pdf, dest: Entry["dest"]): Promise<number | null> {
  try {
    const [target] = (typeof dest === "string" ? await pdf.getDestination(dest) : dest) ?? [];
    if (typeof target === "number") return target;
    return target === undefined || target === null
      ? null
      : await pdf.getPageIndex(target as Parameters<Pdf["getPageIndex"]>[0]);
  } catch {
    return null;
  }
}

/** The line of a page that is a title, whatever its spaces, case and number. */
function lineOf(text: string, title: string): [number, number] | null {
  const wanted = plain(title);
  if (wanted.length < 3) return null;
  let start = 0;
  for (const line of text.split("\n")) {
    const own = plain(line);
    if (own === wanted || (own.length < wanted.length + 12 && own.endsWith(wanted))) {
      return [start, start + line.length];
    }
    start += line.length + 1;
  }
  return null;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
