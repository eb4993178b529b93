import { computed, signal } from "@preact/signals";
import type { Health, Manifest, NexusEvent, PluginInfo, Table } from "nexus";
import { type Problem, problemOf } from "../api/http.ts";
import { changeGrant, fetchPlugins, removePlugin, switchPlugin, tracePlugin } from "../api/plugins.ts";
import { fetchHealth } from "../api/resources.ts";

/** A chart type or a report format that some plugin offers. */
export interface Offer {
  id: string;
  title: string;
}

type VizContribution = NonNullable<Manifest["contributes"]["viz"]>;

const HEALTH_EVERY_MS = 30_000;

/** What is installed and how the server feels. */
export class Catalogue {
  readonly plugins = signal<PluginInfo[] | null>(null);
  readonly problem = signal<Problem | null>(null);
  readonly health = signal<Health | null>(null);
  /** Whether scripts run here, as far as the server says. */
  readonly runsScripts = computed(() =>
    this.health.value?.parts.some(({ name, status }) => name === "generated code" && status !== "off") ??
      false
  );
  readonly reportFormats = computed(() =>
    offersOf(this.plugins.value ?? [], "report").toSorted((a, b) => rankOf(a) - rankOf(b))
  );

  /** Chart types that can draw a table. */
  chartTypesFor(table: Table): Offer[] {
    return offersOf(this.plugins.value ?? [], "viz", (contributes) => fitsTable(contributes.viz, table));
  }

  start(): () => void {
    this.refresh();
    this.refreshHealth();
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") this.refreshHealth();
    }, HEALTH_EVERY_MS);
    return () => clearInterval(timer);
  }

  async refresh(): Promise<void> {
    try {
      this.plugins.value = await fetchPlugins();
      this.problem.value = null;
    } catch (error) {
      this.problem.value = problemOf(error);
    }
  }

  /** Switches a plugin on or off; the list shows what came of it. */
  switch(id: string, on: boolean): Promise<void> {
    return this.#change(() => switchPlugin(id, on));
  }

  /** Gives a plugin a permission that it asks for, or takes it back. */
  grant(id: string, permission: string, on: boolean): Promise<void> {
    return this.#change(() => changeGrant(id, permission, on));
  }

  trace(id: string, on: boolean): Promise<void> {
    return this.#change(() => tracePlugin(id, on));
  }

  remove(id: string): Promise<void> {
    return this.#change(() => removePlugin(id));
  }

  async #change(change: () => Promise<unknown>): Promise<void> {
    try {
      await change();
      await this.refresh();
    } catch (error) {
      this.problem.value = problemOf(error);
    }
  }

  async refreshHealth(): Promise<void> {
    try {
      this.health.value = await fetchHealth();
    } catch {
      this.health.value = null;
    }
  }

  onEvent(event: NexusEvent): void {
    if (event.type === "plugin.changed") this.refresh();
    if (event.type === "plugin.changed" || event.type === "engine.restarted") this.refreshHealth();
  }
}

/** What most people hand on stands first; formats of other plugins follow. */
const FIRST_FORMATS = ["pdf", "xlsx", "html", "ipynb"];

/** What is written on a button that downloads a format. */
export function formatWord(id: string): string {
  return id === "ipynb" ? "Notebook" : id.toUpperCase();
}

function rankOf({ id }: Offer): number {
  const rank = FIRST_FORMATS.indexOf(id);
  return rank < 0 ? FIRST_FORMATS.length : rank;
}

/** What plugins that can be used offer of a kind, each offer once. */
export function offersOf(
  plugins: readonly PluginInfo[],
  kind: "viz" | "report",
  fits: (contributes: Manifest["contributes"]) => boolean = () => true,
): Offer[] {
  const offers = new Map<string, Offer>();
  for (const plugin of plugins) {
    if (plugin.kind !== kind || (plugin.state !== "ready" && plugin.state !== "running")) continue;
    const contributes = plugin.contributes as Manifest["contributes"];
    const id = kind === "viz" ? contributes.viz?.type : contributes.report?.format;
    const title = contributes[kind]?.title ?? id;
    if (id && title && !offers.has(id) && fits(contributes)) offers.set(id, { id, title });
  }
  return [...offers.values()];
}

/** Whether each channel that a chart needs can get a column of its own, and the table is not too long for it. */
export function fitsTable(viz: VizContribution | undefined, table: Table): boolean {
  if (!viz || table.rowCount > (viz.maxRows ?? Infinity)) return false;
  const needed = (viz.channels ?? []).filter((channel) => channel.required);
  return assign(needed, table.columns.map((column) => column.type));
}

function assign(needed: VizContribution["channels"], free: Table["columns"][number]["type"][]): boolean {
  const [first, ...rest] = needed;
  if (!first) return true;
  return free.some((type, index) => first.types.includes(type) && assign(rest, free.toSpliced(index, 1)));
}
