/**
 * The reader process: reads questions without any permission, and keeps the value indexes that it was sent.
 *
 * @module
 */
import { NexusError } from "../contract/errors.ts";
import { serveChild } from "../process/serve.ts";
import { ReadRequest, ValueTransfer } from "./reader_protocol.ts";
import { ReaderMemory } from "./reader_memory.ts";

const memory = new ReaderMemory();

await serveChild({
  read: (params) => {
    const request = ReadRequest.safeParse(params);
    if (!request.success) {
      throw new NexusError("request.invalid", "The reader was sent something that is no question");
    }
    return memory.read(request.data);
  },
  values: (params) => {
    const transfer = ValueTransfer.safeParse(params);
    if (!transfer.success) {
      throw new NexusError("request.invalid", "The reader was sent something that is no index of values");
    }
    memory.keep(transfer.data.values);
    return {};
  },
  forget: (params) => {
    memory.forget(String((params as { dataset?: unknown }).dataset));
    return {};
  },
});
