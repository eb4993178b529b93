import { signal } from "@preact/signals";
import type { NexusEvent } from "nexus";
import { followEvents } from "../api/stream.ts";

/** The page's connection to everything that happens on the server. */
export class Live {
  /** False from the moment the connection is lost until it stands again. */
  readonly connected = signal(true);
  #listeners: ((event: NexusEvent) => void)[] = [];
  #reconnected: (() => void)[] = [];
  #abort: AbortController | null = null;
  #wasConnected = false;

  onEvent(listener: (event: NexusEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** Called when the connection stands again after it was lost: what was missed is to be asked for. */
  onReconnected(listener: () => void): void {
    this.#reconnected.push(listener);
  }

  /**
   * Connects while the page is visible: a browser allows few connections to one server, and pages in the background must not use them up.
   * Gives back what ends it.
   */
  start(): () => void {
    const change = () => document.visibilityState === "visible" ? this.#open() : this.#close();
    document.addEventListener("visibilitychange", change);
    this.#open();
    return () => {
      document.removeEventListener("visibilitychange", change);
      this.#close();
    };
  }

  #open(): void {
    if (this.#abort) return;
    const abort = this.#abort = new AbortController();
    followEvents("/events", {
      onEvent: (event) => this.#listeners.forEach((listener) => listener(event)),
      onConnected: (connected) => {
        this.connected.value = connected;
        if (connected && this.#wasConnected) this.#reconnected.forEach((listener) => listener());
        this.#wasConnected ||= connected;
      },
    }, { signal: abort.signal });
  }

  #close(): void {
    this.#abort?.abort();
    this.#abort = null;
  }
}
