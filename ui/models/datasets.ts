import { computed, effect, signal } from "@preact/signals";
import type { Dataset, NexusEvent } from "nexus";
import { type Problem, problemOf } from "../api/http.ts";
import { fetchDatasets, fetchSuggestions, removeDataset } from "../api/resources.ts";
import { readStored, store } from "./storage.ts";

const CHOSEN_KEY = "nexus.datasets";

/** The datasets that are here, and which of them the next question is about. */
export class Datasets {
  /** Null until the first answer of the server. Newest first. */
  readonly list = signal<Dataset[] | null>(null);
  readonly problem = signal<Problem | null>(null);
  readonly chosenIds = signal<string[]>(readStored<string[]>(CHOSEN_KEY, []));
  readonly chosen = computed(() => {
    const ids = this.chosenIds.value;
    return (this.list.value ?? []).filter((dataset) => ids.includes(dataset.id));
  });
  /** Example questions by dataset; none yet where they are still on their way. */
  readonly suggestions = signal<Record<string, string[]>>({});

  #asked = new Set<string>();
  readonly #mayBeNone: () => boolean;

  /** `mayBeNone`: whether a question can be about something else, so that no dataset need be chosen. */
  constructor(options: { mayBeNone?(): boolean } = {}) {
    this.#mayBeNone = options.mayBeNone ?? (() => false);
  }

  /** Keeps the choice over a reload, and at least one dataset chosen. Gives back what ends it. */
  start(): () => void {
    const stopStoring = effect(() => store(CHOSEN_KEY, this.chosenIds.value));
    const stopChoosing = effect(() => {
      const newest = this.list.value?.[0];
      if (newest && this.chosen.value.length === 0 && !this.#mayBeNone()) this.chosenIds.value = [newest.id];
    });
    const stopSuggesting = effect(() => {
      for (const { id } of this.chosen.value) this.#suggest(id);
    });
    return () => [stopStoring, stopChoosing, stopSuggesting].forEach((stop) => stop());
  }

  async refresh(): Promise<void> {
    try {
      const list = await fetchDatasets();
      this.list.value = list.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
      this.problem.value = null;
    } catch (error) {
      this.problem.value = problemOf(error);
    }
  }

  find(id: string): Dataset | undefined {
    return this.list.value?.find((dataset) => dataset.id === id);
  }

  /** Takes newly imported datasets in and asks about them next. */
  add(datasets: Dataset[]): void {
    if (datasets.length === 0) return;
    const ids = new Set(datasets.map((dataset) => dataset.id));
    const others = (this.list.value ?? []).filter((dataset) => !ids.has(dataset.id));
    this.list.value = [...datasets, ...others];
    this.chosenIds.value = datasets.map((dataset) => dataset.id);
  }

  /** Asks about this one alone. */
  choose(id: string): void {
    this.chosenIds.value = [id];
  }

  toggle(id: string): void {
    const ids = this.chosenIds.value;
    const next = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
    if (next.length > 0 || this.#mayBeNone()) this.chosenIds.value = next;
  }

  async remove(id: string): Promise<void> {
    await removeDataset(id);
    this.#drop(id);
  }

  onEvent(event: NexusEvent): void {
    if (event.type === "dataset.removed") this.#drop(event.dataset);
    if (event.type === "import.ready") {
      const known = new Set(this.list.value?.map((dataset) => dataset.id));
      const fresh = event.datasets.filter((dataset) => !known.has(dataset.id));
      if (fresh.length > 0) this.list.value = [...fresh, ...(this.list.value ?? [])];
    }
  }

  #drop(id: string): void {
    this.list.value = (this.list.value ?? []).filter((dataset) => dataset.id !== id);
    this.chosenIds.value = this.chosenIds.value.filter((other) => other !== id);
  }

  async #suggest(id: string): Promise<void> {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    // Suggestions are a kindness: the page works without them.
    const questions = await fetchSuggestions(id).catch(() => []);
    this.suggestions.value = { ...this.suggestions.peek(), [id]: questions };
  }
}
