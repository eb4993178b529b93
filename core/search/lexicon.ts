/**
 * What documents are called, and which short forms they explain.
 *
 * @module
 */
import { explainedIn } from "./abbreviations.ts";
import { joinedWords, longName, longWordsOf, runsOf } from "./names.ts";
import { tokensOf } from "./tokens.ts";

/** So much of the beginning of a document names it. */
const OPENING = 3000;
/** Among more documents than this some name begins like anything: what they are called in short is not looked for. */
const MOST_DOCUMENTS = 200;
/** Long forms of one short form that are tried. */
const FORMS = 3;

/** What is known of the name of a document. */
interface Named {
  title: string;
  longWords: string[];
  opening: string;
  passages: number;
}

/** Names and short forms of the documents that are searched. */
export class Lexicon {
  readonly #explained = new Map<number, [short: string, long: string][]>();
  readonly #forms = new Map<string, Map<string, number>>();
  readonly #passages = new Map<number, string>();
  readonly #documents = new Map<string, Named>();
  /** For the question at hand: by its words the long names, by the document the words that name it. */
  #long = new Map<string, Set<string>>();
  #called = new Map<string, Set<string>>();
  #byName = new Map<string, Set<string>>();

  add(passage: number, document: string, { title, text }: { title: string; text: string }): void {
    this.#passages.set(passage, document);
    const known = this.#documents.get(document) ??
      { title, longWords: longWordsOf(title), opening: "", passages: 0 };
    if (known.opening.length < OPENING) known.opening += `${text.slice(0, OPENING)}\n`;
    known.passages++;
    this.#documents.set(document, known);
    const explained = explainedIn(text);
    if (explained.length === 0) return;
    this.#explained.set(passage, explained);
    for (const [short, long] of explained) {
      const forms = this.#forms.get(short) ?? new Map<string, number>();
      forms.set(long, (forms.get(long) ?? 0) + 1);
      this.#forms.set(short, forms);
    }
  }

  remove(passage: number): void {
    for (const [short, long] of this.#explained.get(passage) ?? []) {
      const forms = this.#forms.get(short)!;
      const left = forms.get(long)! - 1;
      if (left > 0) forms.set(long, left);
      else forms.delete(long);
      if (forms.size === 0) this.#forms.delete(short);
    }
    this.#explained.delete(passage);
    const document = this.#passages.get(passage);
    this.#passages.delete(passage);
    const known = document === undefined ? undefined : this.#documents.get(document);
    if (known !== undefined && --known.passages === 0) this.#documents.delete(document!);
  }

  clear(): void {
    this.#explained.clear();
    this.#forms.clear();
    this.#passages.clear();
    this.#documents.clear();
  }

  /** Finds out which words of a question name which documents. */
  ask(question: string, documents: Iterable<string>): void {
    this.#long = new Map();
    this.#called = new Map();
    this.#byName = new Map();
    const words = question.match(/[\p{L}\p{N}]+(?:[&'’][\p{L}\p{N}]+)*/gu) ?? [];
    const short = words.filter((word) => /\p{Lu}.*\p{Lu}/u.test(word));
    const joined = joinedWords(question);
    const asked = [...documents];
    if (asked.length > MOST_DOCUMENTS) return;
    for (const document of asked) {
      const known = this.#documents.get(document);
      if (known === undefined) continue;
      for (const word of known.longWords) this.#name(document, joined.get(word) ?? []);
      let runs: string[][] | undefined;
      for (const word of short) {
        const long = longName(word, runs ??= runsOf(known.title, known.opening));
        if (long.length === 0) continue;
        const forms = this.#long.get(word) ?? new Set<string>();
        this.#long.set(word, forms.add(long.join(" ")));
        this.#name(document, [word, ...long]);
        for (const { term } of tokensOf(word)) {
          this.#byName.set(term, (this.#byName.get(term) ?? new Set<string>()).add(document));
        }
      }
    }
  }

  #name(document: string, words: readonly string[]): void {
    if (words.length === 0) return;
    const called = this.#called.get(document) ?? new Set<string>();
    for (const { term } of tokensOf(words.join(" "))) called.add(term);
    this.#called.set(document, called);
  }

  /** What a word that no passage has may be short for. */
  longForms(word: string): string[] {
    const explained = [...this.#forms.get(word) ?? []].sort((a, b) => b[1] - a[1]).slice(0, FORMS);
    return [...new Set([...this.#long.get(word) ?? [], ...explained.map(([long]) => long)])];
  }

  /** The terms of the question that name a document, beside those of its title. */
  called(document: string): ReadonlySet<string> {
    return this.#called.get(document) ?? new Set();
  }

  /** The documents whose name a term of the question is short for. */
  documentsCalled(term: string): string[] {
    return [...this.#byName.get(term) ?? []];
  }
}
