import {
  type Channel,
  type ChannelEncoding,
  NexusError,
  type RenderInput,
  type Value,
} from "../../contract/mod.ts";
import { numberLabel } from "./labels.ts";

/** What a drawing is called in errors, and what it cannot do without. */
export interface Drawing {
  /** For a sentence, without an article: `bar chart`. */
  name: string;
  /** Ends the sentence `A bar chart needs …`: `x (what is compared) and y (a number)`. */
  needs: string;
}

/** A column of the table that a channel is bound to. */
export interface Bound {
  encoding: ChannelEncoding;
  values: Value[];
}

/** A numeric column of the table that a channel is bound to. */
export interface Measured extends Bound {
  numbers: (number | null)[];
}

/** The column behind a channel, or undefined where the channel is not bound. */
export function bound(input: RenderInput, channel: Channel, { name }: Drawing): Bound | undefined {
  const encoding = input.encoding[channel];
  if (encoding === undefined) return undefined;
  const index = input.table.columns.findIndex((column) => column.name === encoding.column);
  if (index < 0) {
    throw new NexusError(
      "chart.unsupported",
      `Cannot draw the ${name}: ${channel} is bound to "${encoding.column}", which the table does not have`,
      { hint: `Its columns are ${input.table.columns.map((column) => `"${column.name}"`).join(", ")}.` },
    );
  }
  return { encoding, values: input.table.rows.map((row) => row[index] ?? null) };
}

/** The column behind a channel that the drawing cannot do without. */
export function required(input: RenderInput, channel: Channel, drawing: Drawing): Bound {
  const column = bound(input, channel, drawing);
  if (column !== undefined) return column;
  throw new NexusError(
    "chart.unsupported",
    `Cannot draw the ${drawing.name}: ${channel} is not bound to a column`,
    { hint: `A ${drawing.name} needs ${drawing.needs}.` },
  );
}

/** The numeric column behind a channel. Integers beyond 2^53 come as text and are drawn rounded. */
export function measured(input: RenderInput, channel: Channel, drawing: Drawing): Measured {
  const column = required(input, channel, drawing);
  const { type } = column.encoding;
  if (type !== "integer" && type !== "number") {
    throw new NexusError(
      "chart.unsupported",
      `Cannot draw the ${drawing.name}: ${channel} needs numbers, and "${column.encoding.column}" holds ${type} values`,
      { hint: "Count its rows, or choose a numeric column." },
    );
  }
  return { ...column, numbers: column.values.map((value) => value === null ? null : Number(value)) };
}

/** How much a drawing takes, and what to do about more. */
export interface SizeLimit {
  maxRows: number;
  hint: string;
  /** What a row of the table is; `rows` where not given. */
  rows?: string;
  /** The limit in words, for the end of the message; `at most 5,000 are drawn` where not given. */
  limit?: string;
}

/** Refuses a table without rows, and one with more than the drawing takes. */
export function checkSize({ table }: RenderInput, { name }: Drawing, size: SizeLimit): void {
  const { maxRows, hint, rows = "rows", limit = `at most ${numberLabel(maxRows)} are drawn` } = size;
  if (table.rowCount > maxRows) {
    throw new NexusError(
      "chart.unsupported",
      `Cannot draw a ${name} of ${numberLabel(table.rowCount)} ${rows}: ${limit}`,
      { hint, details: { rows: table.rowCount, maxRows } },
    );
  }
  if (table.rows.length === 0) {
    throw new NexusError("chart.unsupported", `Cannot draw a ${name} of a result without rows`);
  }
}
