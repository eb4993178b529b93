/**
 * The event bus: what happens is said once here, and heard by the page, the log and the metrics.
 *
 * @module
 */
import type { NexusEvent, StoredEvent } from "../contract/mod.ts";

/** Keeps an event and gives it its id. Ids must rise. What it throws is reported: those who publish are not held up by a full disk. */
export type Persist = (event: NexusEvent, at: string) => number;

/** Hears events. Must not throw and must not block. */
export type Listener = (event: StoredEvent) => void;

/** Delivers events in the order in which they were published. */
export class EventBus {
  readonly #listeners = new Set<Listener>();
  readonly #persist: Persist;
  readonly #onError: (error: unknown) => void;
  #last = 0;

  constructor(persist: Persist, onError: (error: unknown) => void = () => {}) {
    this.#persist = persist;
    this.#onError = onError;
  }

  /**
   * Stores the event, then tells every listener. One that throws is reported and does not stop the others. An event that could not be
   * stored is told under the id of the one before. Never throws.
   */
  publish(event: NexusEvent): StoredEvent {
    const at = new Date().toISOString();
    try {
      this.#last = this.#persist(event, at);
    } catch (error) {
      this.#onError(error);
    }
    const stored: StoredEvent = { id: this.#last, at, event };
    for (const listener of [...this.#listeners]) {
      try {
        listener(stored);
      } catch (error) {
        this.#onError(error);
      }
    }
    return stored;
  }

  /** Hears every event from now on; the result stops it. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }
}
