/**
 * Reads Parquet. This plugin reads the footer and says what columns there are; the engine, whose own format it is, reads the data from the
 * file, all types and any size.
 *
 * @module
 */
import { defineIngest, NexusError } from "nexus";
import { columnsOf } from "./columns.ts";
import { readFooter } from "./footer.ts";
import { sniffParquet } from "./sniff.ts";

export default defineIngest({
  sniff: sniffParquet,
  async read(source) {
    const { columns, notes } = await readFooter(source, columnsOf);
    if (columns.length === 0) {
      throw new NexusError("file.empty", `"${source.name}" has no columns`, {
        hint: "Check what wrote the file.",
      });
    }
    return [{ name: "", scan: { kind: "parquet", columns }, notes }];
  },
});
