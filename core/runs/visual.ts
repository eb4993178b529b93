/**
 * From a result to a chart: an agent chooses, a renderer draws.
 *
 * @module
 */
import {
  type AgentHost,
  type Answer,
  type Chart,
  type DatasetProfile,
  type Figure,
  NexusError,
  type Plan,
  type QueryResult,
  type Reading,
  type Step,
  type Table,
  type Theme,
} from "../contract/mod.ts";
import type { PluginRegistry, VizHandle } from "../plugins/mod.ts";

/** Colours that people with any colour vision can tell apart (Okabe and Ito 2008, darkest first for white paper). */
export const THEME: Theme = {
  mode: "light",
  colors: ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f", "#b8a900"],
  font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
};

export type Visual = NonNullable<Answer["visual"]>;

export interface VisualInput {
  question: string | null;
  reading: Reading | null;
  plan: Plan;
  result: QueryResult;
  table: Table;
  /** What the result was computed from: units and distinct values for titles and legends. */
  datasets: DatasetProfile[];
}

/** Chooses and draws charts with whatever agents and renderers are installed. */
export class Visualizer {
  readonly #registry: PluginRegistry;

  constructor(registry: PluginRegistry) {
    this.#registry = registry;
  }

  /** Null where no chart helps. `onStep` hears what the agent says. */
  async choose(
    input: VisualInput,
    host: AgentHost,
    options: { signal: AbortSignal; onStep: (step: Step) => void },
  ): Promise<Chart | null> {
    const charts = this.#registry.viz().map(({ manifest }) => {
      const contribution = manifest.contributes.viz!;
      return {
        type: contribution.type,
        title: contribution.title,
        variants: contribution.variants ?? [],
        maxRows: contribution.maxRows ?? null,
      };
    });
    const [agent] = this.#registry.agents("visualize");
    if (!agent || charts.length === 0) return null;
    const { question, reading, plan, result, datasets } = input;
    let chart: Chart | null = null;
    for await (
      const event of agent.run(
        { intent: "visualize", question, reading, plan, result, charts, datasets },
        host,
        {
          signal: options.signal,
        },
      )
    ) {
      if (event.type === "step") {
        options.onStep({
          actor: agent.id,
          title: event.title,
          ...(event.detail === undefined ? {} : { detail: event.detail }),
        });
      }
      if (event.type === "chart") chart = event.chart;
    }
    return chart;
  }

  /** @throws NexusError `chart.unsupported` where no renderer draws this type. */
  require(type: string): VizHandle {
    const [renderer] = this.#registry.viz(type);
    if (renderer) return renderer;
    throw new NexusError("chart.unsupported", `No installed chart is called "${type}"`, {
      hint: `Installed: ${this.#registry.viz().map((viz) => viz.manifest.contributes.viz!.type).join(", ")}.`,
    });
  }

  /** @throws NexusError `chart.unsupported` where the chart does not fit the table. */
  async draw(chart: Chart, table: Table, signal: AbortSignal): Promise<Visual> {
    const renderer = this.require(chart.type);
    const names = new Set(table.columns.map((column) => column.name));
    for (const channel of Object.values(chart.encoding)) {
      if (channel && !names.has(channel.column)) {
        throw new NexusError(
          "chart.unsupported",
          `The chart uses a column "${channel.column}" that the result does not have`,
        );
      }
    }
    const figure: Figure = await renderer.render({ chart, encoding: chart.encoding, table, theme: THEME }, {
      signal,
    });
    return { chart, figure, plugin: renderer.id, encoding: chart.encoding };
  }
}
