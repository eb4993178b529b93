import { computed, effect, signal } from "@preact/signals";
import { type CompletionList, completionsFor } from "./completion.ts";
import type { Datasets } from "./datasets.ts";
import { firstScript } from "./script_draft.ts";
import { readStored, store } from "./storage.ts";
import type { Thread } from "./thread.ts";

const DRAFT_KEY = "nexus.draft";
const HISTORY_KEY = "nexus.questions";
const LONGEST_HISTORY = 50;
/** Questions that begin or end like this make no sense alone. */
const CONTINUES =
  /^(and|but|now|only|what about|how about|same|instead|also|then|just)\b|\b(only|instead|too)[?.!]?$/i;

/** The question as it is being written: draft, completions, earlier questions, follow-up. */
export class Ask {
  readonly draft = signal(readStored(DRAFT_KEY, ""));
  readonly caret = signal(0);
  /** Null: decided by how the question begins; one to documents alone continues no computation. */
  readonly followUpChoice = signal<boolean | null>(null);
  /** Raised when the question should take the focus. */
  readonly focusTurn = signal(0);
  /** Highlighted completion; -1: none. */
  readonly active = signal(-1);
  readonly completions = computed<CompletionList | null>(() =>
    this.#closed.value
      ? null
      : completionsFor(this.draft.value, this.caret.value, this.#datasets.chosen.value)
  );
  readonly canFollowUp = computed(() => this.#thread.latestAnswered.value !== undefined);
  readonly followUp = computed(() =>
    this.canFollowUp.value &&
    (this.followUpChoice.value ??
      (this.#datasets.chosen.value.length > 0 && CONTINUES.test(this.draft.value.trim())))
  );
  /** A script of one's own while it is written; null where none is. */
  readonly script = signal<string | null>(null);
  #closed = signal(true);
  #history = signal(readStored<string[]>(HISTORY_KEY, []));
  #historyAt = -1;
  #unsent = "";
  #scriptDraft: string | null = null;
  #datasets: Pick<Datasets, "chosen">;
  #thread: Pick<Thread, "ask" | "script" | "latestAnswered">;

  constructor(datasets: Pick<Datasets, "chosen">, thread: Pick<Thread, "ask" | "script" | "latestAnswered">) {
    this.#datasets = datasets;
    this.#thread = thread;
  }

  /** Keeps the draft and the earlier questions over a reload. Gives back what ends it. */
  start(): () => void {
    const stops = [
      effect(() => store(DRAFT_KEY, this.draft.value)),
      effect(() => store(HISTORY_KEY, this.#history.value)),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** The user typed, or moved the caret. */
  type(text: string, caret: number): void {
    const typed = text !== this.draft.value;
    this.draft.value = text;
    this.caret.value = caret;
    this.#closed.value = !typed;
    this.active.value = -1;
    if (typed) this.#historyAt = -1;
  }

  /** Puts a question in for the user to look at, and gives it the focus. */
  write(text: string): void {
    this.draft.value = text;
    this.caret.value = text.length;
    this.closeCompletions();
    this.focusTurn.value++;
  }

  /** Puts a name in at the caret, as a word of its own. */
  insert(name: string): void {
    const before = this.draft.value.slice(0, this.caret.value).trimEnd();
    const after = this.draft.value.slice(this.caret.value).trimStart();
    const head = `${before}${before ? " " : ""}${name}${after ? "" : " "}`;
    this.write(`${head}${after ? " " : ""}${after}`);
    this.caret.value = head.length;
  }

  closeCompletions(): void {
    this.#closed.value = true;
    this.active.value = -1;
  }

  /** Moves among completions; past the ends there is none. */
  move(step: 1 | -1): void {
    const count = this.completions.value?.items.length ?? 0;
    this.active.value = (this.active.value + 1 + step + count + 1) % (count + 1) - 1;
  }

  /** Puts a completion in; gives where the caret goes. */
  complete(index: number): number {
    const list = this.completions.value;
    const item = list?.items[index];
    if (!list || !item) return this.caret.value;
    this.draft.value = this.draft.value.slice(0, list.start) + item.text + this.draft.value.slice(list.end);
    this.caret.value = list.start + item.text.length;
    this.closeCompletions();
    return this.caret.value;
  }

  /** Steps through earlier questions: 1 is older, -1 newer. False where there is no more. */
  recall(step: 1 | -1): boolean {
    const history = this.#history.value;
    const at = this.#historyAt + step;
    if (at < -1 || at >= history.length) return false;
    if (this.#historyAt === -1) this.#unsent = this.draft.value;
    this.#historyAt = at;
    const text = at === -1 ? this.#unsent : history[at] ?? "";
    this.draft.value = text;
    this.caret.value = text.length;
    this.closeCompletions();
    return true;
  }

  /** Opens the place where a script is written; closes it where it is open. */
  toggleScript(): void {
    if (this.script.value !== null) return this.closeScript();
    this.script.value = this.#scriptDraft ?? firstScript(this.#datasets.chosen.value);
  }

  /** Puts the script away; it is there again when it is opened. */
  closeScript(): void {
    this.#scriptDraft = this.script.value;
    this.script.value = null;
    this.focusTurn.value++;
  }

  runScript(): void {
    const source = this.script.value;
    if (source === null || source.trim() === "") return;
    this.#thread.script(source, this.#datasets.chosen.value.map((dataset) => dataset.id));
    this.closeScript();
  }

  /** Asks the question; the draft is free for the next one. */
  submit(question: string = this.draft.value): void {
    const text = question.trim();
    if (text === "") return;
    const previous = this.followUp.value ? this.#thread.latestAnswered.value : undefined;
    const datasets = previous ? previous.datasets : this.#datasets.chosen.value.map((dataset) => dataset.id);
    this.#thread.ask(text, datasets, previous);
    this.#history.value = [text, ...this.#history.value.filter((other) => other !== text)].slice(
      0,
      LONGEST_HISTORY,
    );
    this.#historyAt = -1;
    this.draft.value = "";
    this.caret.value = 0;
    this.followUpChoice.value = null;
    this.closeCompletions();
  }
}
