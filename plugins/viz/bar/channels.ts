import { type Channel, type ChannelEncoding, NexusError, type RenderInput, type Value } from "nexus";

/** A column of the table that a channel is bound to. */
export interface Bound {
  encoding: ChannelEncoding;
  values: Value[];
}

/** The column behind a channel, or undefined where the channel is not bound. */
export function bound(input: RenderInput, channel: Channel): Bound | undefined {
  const encoding = input.encoding[channel];
  if (encoding === undefined) return undefined;
  const index = input.table.columns.findIndex((column) => column.name === encoding.column);
  if (index < 0) {
    throw new NexusError(
      "chart.unsupported",
      `Cannot draw the bar chart: ${channel} is bound to "${encoding.column}", which the table does not have`,
      { hint: `Its columns are ${input.table.columns.map((column) => `"${column.name}"`).join(", ")}.` },
    );
  }
  return { encoding, values: input.table.rows.map((row) => row[index] ?? null) };
}

/** The column behind a channel that the chart cannot do without. */
export function required(input: RenderInput, channel: Channel): Bound {
  const column = bound(input, channel);
  if (column !== undefined) return column;
  throw new NexusError(
    "chart.unsupported",
    `Cannot draw the bar chart: ${channel} is not bound to a column`,
    {
      hint: "A bar chart needs x (what is compared) and y (a number).",
    },
  );
}

/** The numeric column behind a channel. Integers beyond 2^53 come as text and are drawn rounded. */
export function measured(input: RenderInput, channel: Channel): Bound & { numbers: (number | null)[] } {
  const column = required(input, channel);
  if (column.encoding.type !== "integer" && column.encoding.type !== "number") {
    throw new NexusError(
      "chart.unsupported",
      `Cannot draw the bar chart: ${channel} needs numbers, and "${column.encoding.column}" holds ${column.encoding.type} values`,
      { hint: "Count its rows, or choose a numeric column." },
    );
  }
  return { ...column, numbers: column.values.map((value) => value === null ? null : Number(value)) };
}
