import { computed, effect, signal } from "@preact/signals";
import type { Document, NexusEvent } from "nexus";
import { fetchDocuments, removeDocument } from "../api/resources.ts";
import { readStored, store } from "./storage.ts";

const LEFT_OUT_KEY = "nexus.documents.left-out";

/** The documents that are here. All of them are searched but those that were left out. */
export class Documents {
  /** Newest first. */
  readonly list = signal<Document[]>([]);
  readonly leftOut = signal<string[]>(readStored<string[]>(LEFT_OUT_KEY, []));
  readonly chosen = computed(() => this.list.value.filter(({ id }) => !this.leftOut.value.includes(id)));

  /** Keeps the choice over a reload. Gives back what ends it. */
  start(): () => void {
    return effect(() => store(LEFT_OUT_KEY, this.leftOut.value));
  }

  /** False until the first answer of the server. */
  readonly known = signal(false);

  async refresh(): Promise<void> {
    try {
      this.list.value = await fetchDocuments();
      this.known.value = true;
    } catch {
      // The list of datasets says it where the server does not answer.
    }
  }

  find(id: string): Document | undefined {
    return this.list.value.find((document) => document.id === id);
  }

  /** Searches this one alone. */
  only(id: string): void {
    this.leftOut.value = this.list.value.map((document) => document.id).filter((other) => other !== id);
  }

  /** Takes newly imported documents in; they are searched. */
  add(documents: Document[]): void {
    const ids = new Set(documents.map(({ id }) => id));
    this.list.value = [...documents, ...this.list.value.filter(({ id }) => !ids.has(id))];
    this.leftOut.value = this.leftOut.value.filter((id) => !ids.has(id));
  }

  toggle(id: string): void {
    const ids = this.leftOut.value;
    this.leftOut.value = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
  }

  async remove(id: string): Promise<void> {
    await removeDocument(id);
    this.#drop(id);
  }

  onEvent(event: NexusEvent): void {
    if (event.type === "document.removed") this.#drop(event.document);
    if (event.type === "import.ready") this.add(event.documents ?? []);
  }

  #drop(id: string): void {
    this.list.value = this.list.value.filter((document) => document.id !== id);
    this.leftOut.value = this.leftOut.value.filter((other) => other !== id);
  }
}
