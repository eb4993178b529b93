import { computed, effect, signal } from "@preact/signals";
import { readStored, store } from "./storage.ts";

/** What the user chose; `system` follows the machine. */
export type ThemeChoice = "system" | "light" | "dark";

/** Read by the small script in the page's head too, so that the first paint is right. */
export const THEME_KEY = "nexus.theme";

/** Light or dark. */
export class ThemeModel {
  readonly choice = signal<ThemeChoice>(readStored<ThemeChoice>(THEME_KEY, "system", "local"));
  readonly mode = computed<"light" | "dark">(() =>
    this.choice.value === "system" ? this.#system.value : this.choice.value
  );
  #system = signal<"light" | "dark">("light");

  start(): () => void {
    const query = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => this.#system.value = query.matches ? "dark" : "light";
    follow();
    query.addEventListener("change", follow);
    const stop = effect(() => {
      store(THEME_KEY, this.choice.value, "local");
      document.documentElement.dataset.theme = this.choice.value;
    });
    return () => {
      query.removeEventListener("change", follow);
      stop();
    };
  }

  /** Goes to the other mode; back on the system's own mode it follows the system again. */
  toggle(): void {
    const other = this.mode.value === "dark" ? "light" : "dark";
    this.choice.value = other === this.#system.value ? "system" : other;
  }
}
