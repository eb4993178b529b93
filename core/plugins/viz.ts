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
    return checkReply(FigureData, value, this.id, "render") as Figure;
  }
}
