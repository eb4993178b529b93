import assert from "node:assert/strict";
import { abbreviated, explainedIn } from "./abbreviations.ts";
import { PassageIndex } from "./passage_index.ts";
import { termOfWord } from "./tokens.ts";
import { variantOf } from "./variants.ts";

function indexOf(texts: string[], titles: string[] = []): PassageIndex {
  const index = new PassageIndex();
  index.add(texts.map((text, id) => ({
    id: id + 1,
    document: `t${id}`,
    title: titles[id] ?? "",
    heading: "",
    page: 1,
    start: 0,
    end: text.length,
    text,
  })));
  return index;
}

Deno.test("explainedIn() finds short forms that a text explains", () => {
  const text =
    "We use free cash flow (FCF) and research and development (“R&D”) costs. See the table (Note 3).";
  assert.deepEqual(explainedIn(text), [["FCF", "free cash flow"], ["R&D", "research and development"]]);
});

Deno.test("abbreviated() finds the words whose beginnings a short form is made of", () => {
  assert.deepEqual(abbreviated("JnJ", ["Johnson", "&", "Johnson"]), ["Johnson", "&", "Johnson"]);
  assert.deepEqual(abbreviated("AMEX", ["The", "AMERICAN", "EXPRESS", "COMPANY"]), ["AMERICAN", "EXPRESS"]);
  assert.deepEqual(abbreviated("IBM", ["Johnson", "&", "Johnson"]), []);
  assert.deepEqual(abbreviated("EPS", ["Earnings", "Report"]), []);
});

Deno.test("variantOf() splits words and finds other spellings of words that nothing has", () => {
  const known = new Set(["cash", "flow", "realiz", "harbor"]);
  const variant = (term: string) => variantOf(term, (each) => known.has(each), termOfWord);
  assert.deepEqual(variant("cashflow"), ["cash", "flow"]);
  assert.deepEqual(variant("realis"), ["realiz"]);
  assert.deepEqual(variant("harbour"), ["harbor"]);
  assert.deepEqual(variant("turbine"), []);
});

Deno.test("search() finds what a short form, another name or another spelling stands for", () => {
  const index = indexOf([
    "Capital expenditures were 5 million euros.",
    "The gain was realized in May.",
    "Our annual recurring income (ARI) rose, and the annual recurring income of partners too.",
    "Free cash flow is what is left.",
  ]);
  const best = (question: string) => {
    const { hits: [hit] } = index.search(question, { limit: 1 });
    return [hit?.document, Number(hit?.coverage.toFixed(2))];
  };
  assert.deepEqual(best("capex"), ["t0", 1]);
  assert.deepEqual(best("realised gain"), ["t1", 1]);
  assert.deepEqual(best("partners' ARI"), ["t2", 1]);
  assert.deepEqual(best("free cashflow"), ["t3", 1]);
});

Deno.test("search() knows a document by a short form of its name", () => {
  const texts = [
    "JOHNSON & JOHNSON annual report. Net sales rose by 3 percent.",
    "MINER & MASON annual report. Net sales fell by 2 percent.",
  ];
  const index = indexOf(texts, ["JOHNSON_JOHNSON 2022", "MINERMASON 2022"]);
  const { hits: [hit] } = index.search("Did the net sales of JnJ rise?", { limit: 2 });
  assert.equal(hit!.document, "t0");
  assert.ok(hit!.coverage > 0.9, String(hit!.coverage));
  const [joined] =
    index.search("How did net sales of Miner Mason develop?", { limit: 2, documents: ["t1"] }).hits;
  assert.ok(joined!.coverage > 0.6, "words that name the document count neither way");
});

Deno.test("search() puts the row first whose label is asked for", () => {
  const rows = ["Total current assets | 29,505", "Other assets | 3,381", "Total assets | 59,268"];
  const index = indexOf(rows.map((row) => `Assets\n${row}\nEquity | 1,200`));
  const { hits: [hit] } = index.search("total assets", { limit: 3 });
  assert.equal(hit!.document, "t2");
});
