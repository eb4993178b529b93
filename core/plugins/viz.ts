/**
 * The host's side of chart renderers.
 *
 * @module
 */
import { z } from "zod";
import type { Figure, Manifest, RenderInput } from "../contract/mod.ts";
import { checkReply } from "./failure.ts";
import type { PluginCall, PluginSlot } from "./slot.ts";

/** What came as JSON needs no second look at each of its values. */
const FigureData = z.object({
  data: z.array(z.record(z.string(), z.unknown())).max(10_000),
  layout: z.record(z.string(), z.unknown()),
});

/** A chart renderer that is installed. */
export class VizHandle {
  readonly #slot: PluginSlot;

  constructor(slot: PluginSlot) {
    this.#slot = slot;
  }

  get id(): string {
    return this.#slot.id;
  }

  get version(): string {
    return this.#slot.manifest.version;
  }

  get manifest(): Manifest {
    return this.#slot.manifest;
  }

  /** Draws. */
  async render(input: RenderInput, call: PluginCall = {}): Promise<Figure> {
    const { value } = await this.#slot.call("render", input, { signal: call.signal });
    return withoutLinks(checkReply(FigureData, value, this.id, "render")) as Figure;
  }
}

/** Plotly draws the `<a>` of a text as a link: it would lead a reader's click, with rows of the table in its address, to anywhere. */
const LINK = /<(?=\/?a\b)/gi;

/** The same figure, changed in place, with links as the text that they are written in. */
function withoutLinks<T>(figure: T): T {
  const open: (Record<string, unknown> | unknown[])[] = [Object(figure)];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const fields = part as Record<string, unknown>;
    for (const name of Object.keys(fields)) {
      const value = fields[name];
      if (typeof value === "string") {
        if (value.includes("<")) fields[name] = value.replace(LINK, "&lt;");
      } else if (typeof value === "object" && value !== null) open.push(value as Record<string, unknown>);
    }
  }
  return figure;
}
