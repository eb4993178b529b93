/**
 * The host's side of exporters.
 *
 * @module
 */
import type { Manifest, ReportInput } from "../contract/mod.ts";
import { brokenContract } from "./failure.ts";
import type { PluginCall, PluginSlot } from "./slot.ts";

/** An exporter that is installed. */
export class ReportHandle {
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

  /** The bytes of a report in the exporter's format. */
  async export(input: ReportInput, call: PluginCall = {}): Promise<Uint8Array> {
    const { attachments } = await this.#slot.call("export", input, { signal: call.signal });
    const [bytes] = attachments;
    if (bytes === undefined || bytes.byteLength === 0) throw brokenContract(this.id, "export", "no bytes");
    return bytes;
  }
}
