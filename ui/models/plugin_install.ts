import { signal } from "@preact/signals";
import type { PluginInfo, PluginInspection } from "nexus";
import { type Problem, problemOf } from "../api/http.ts";
import { inspectPlugin, installPlugin } from "../api/plugins.ts";

/** Whether a file that was dropped is a packed plugin rather than data. */
export function isPluginArchive(name: string): boolean {
  return /\.nexus\.zip$/i.test(name);
}

/** A plugin on its way in: looked at, shown with what it wants, and installed after a yes. */
export class PluginInstall {
  readonly stage = signal<"idle" | "inspecting" | "asking" | "installing">("idle");
  /** Name of the archive. */
  readonly file = signal("");
  readonly inspection = signal<PluginInspection | null>(null);
  readonly problem = signal<Problem | null>(null);
  /** Id of the plugin that was installed last. */
  readonly installed = signal<string | null>(null);
  #turn = 0;
  #onInstalled: (plugin: PluginInfo) => void;

  constructor(options: { onInstalled(plugin: PluginInfo): void }) {
    this.#onInstalled = options.onInstalled;
  }

  /** Shows what an archive is and wants; installs nothing. */
  async inspect(file: File): Promise<void> {
    const turn = ++this.#turn;
    this.file.value = file.name;
    this.inspection.value = null;
    this.problem.value = null;
    this.installed.value = null;
    this.stage.value = "inspecting";
    try {
      const inspection = await inspectPlugin(file);
      if (turn !== this.#turn) return;
      this.inspection.value = inspection;
      this.stage.value = "asking";
    } catch (error) {
      if (turn !== this.#turn) return;
      this.problem.value = problemOf(error);
      this.stage.value = "idle";
    }
  }

  /** Installs with exactly what was shown. */
  async accept(): Promise<void> {
    const inspection = this.inspection.value;
    if (!inspection || this.stage.value !== "asking") return;
    this.stage.value = "installing";
    this.problem.value = null;
    try {
      const plugin = await installPlugin({ token: inspection.token, accept: inspection.asked });
      this.close();
      this.installed.value = plugin.id;
      this.#onInstalled(plugin);
    } catch (error) {
      this.problem.value = problemOf(error);
      this.stage.value = "asking";
    }
  }

  /** Does not install. */
  close(): void {
    this.#turn++;
    this.stage.value = "idle";
    this.inspection.value = null;
    this.problem.value = null;
  }
}
