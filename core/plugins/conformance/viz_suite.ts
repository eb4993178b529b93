/**
 * What every chart must do.
 *
 * @module
 */
import {
  type Channel,
  type Chart,
  type ColumnType,
  type Encoding,
  type Figure,
  NexusError,
  type RenderInput,
  type Value,
} from "../../contract/mod.ts";
import type { VizHandle } from "../viz.ts";
import { allowing, endsWhenCancelled, hold, HOSTILE, Remark, type SuiteContext } from "./checks.ts";

/** How a chart may end that was given what it cannot draw. */
const CLEAR = /^chart\./;

type Channels = NonNullable<SuiteContext["manifest"]["contributes"]["viz"]>["channels"];

/** Runs the suite. */
export async function vizSuite(handle: VizHandle, { check, manifest }: SuiteContext): Promise<void> {
  const { type, channels, variants = [], maxRows = 1000 } = manifest.contributes.viz!;
  const required = channels.filter((channel) => channel.required);
  // Some charts draw what the host has put into bins, others only what it has not.
  // What shows parts of a whole refuses numbers below 0: then it is asked with others.
  const render = async (input: RenderInput): Promise<Figure> => {
    try {
      return await handle.render(input);
    } catch (error) {
      if (!(error instanceof NexusError) || !CLEAR.test(error.code) || !hasNegative(input)) throw error;
      return await handle.render(withoutNegative(input));
    }
  };
  const plain = await render(inputOf(type, channels, { rows: 12 })).then(() => true, () => false);
  const draw = (input: RenderInput) => render(plain ? input : binned(input));
  await check("it draws what its channels say, each of their types", async () => {
    for (const { channel, types } of channels) {
      for (const wanted of types) {
        const bound = channels.filter((other) => other.required || other.channel === channel);
        await draw(inputOf(type, bound, { rows: 12, types: { [channel]: wanted } }));
      }
    }
    await draw(inputOf(type, channels, { rows: 12 }));
  });
  await check("it draws each of its variants", async () => {
    for (const variant of variants) await draw(inputOf(type, channels, { rows: 12, variant }));
  });
  await check("the same input gives the same figure", async () => {
    const input = inputOf(type, channels, { rows: 30 });
    hold(JSON.stringify(await draw(input)) === JSON.stringify(await draw(input)), "the second one differs");
  });
  await check("one row, no row and missing values are drawn, or refused with their reason", async () => {
    for (const options of [{ rows: 1 }, { rows: 0 }, { rows: 9, missing: true }]) {
      await allowing(CLEAR, `${options.rows} rows`, () => draw(inputOf(type, required, options)));
    }
  });
  await check("a channel that is missing is refused with chart.unsupported", async () => {
    if (required.length === 0) throw new Remark("it requires none");
    const figure = await allowing(CLEAR, "no channel", () => draw(inputOf(type, [], { rows: 5 })));
    hold(figure === undefined, "it drew without the channels that it requires");
  });
  await check("as many rows as it says are drawn within its limits", async () => {
    await allowing(
      CLEAR,
      `${maxRows} rows`,
      () => draw(inputOf(type, required, { rows: Math.min(maxRows, 20_000) })),
    );
  });
  await check("text of a table reaches the figure escaped", async () => {
    const figure = await allowing(
      CLEAR,
      "hostile text",
      () => draw(inputOf(type, channels, { rows: 6, hostile: true })),
    );
    const raw = figure === undefined ? [] : shownTexts(figure).filter((text) => /<img/i.test(text));
    hold(
      raw.length === 0,
      `Plotly takes ${JSON.stringify(raw[0]?.slice(0, 80))} for HTML; use escapeLabel of nexus/chart`,
    );
  });
  await check("it follows the theme", async () => {
    const input = inputOf(type, channels, { rows: 12 });
    const dark = {
      ...input,
      theme: { ...input.theme, mode: "dark" as const, colors: ["#111111", "#222222"] },
    };
    if (JSON.stringify(await draw(input)) === JSON.stringify(await draw(dark))) {
      throw new Remark("the figure is the same in dark and in light; frame() of nexus/chart sets both");
    }
  });
  await check("drawing ends when it is cancelled", async () => {
    const input = inputOf(type, required, { rows: Math.min(maxRows, 20_000) });
    await endsWhenCancelled((signal) => handle.render(plain ? input : binned(input), { signal }));
  });
}

interface InputOptions {
  rows: number;
  types?: Partial<Record<Channel, ColumnType>>;
  variant?: string;
  missing?: boolean;
  hostile?: boolean;
}

function inputOf(type: string, channels: Channels, options: InputOptions): RenderInput {
  const { rows, types = {}, variant, missing = false, hostile = false } = options;
  const columns = channels.map(({ channel, types: accepted }) => {
    const column = types[channel] ?? (hostile && accepted.includes("text") ? "text" : accepted[0] ?? "text");
    return { channel, name: hostile ? `${channel} ${HOSTILE}` : `column ${channel}`, type: column };
  });
  const encoding: Encoding = Object.fromEntries(
    columns.map(({ channel, name, type }) => [channel, { column: name, type, title: name }]),
  );
  const title = hostile ? HOSTILE : "A chart";
  const chart: Chart = { type, title, encoding, ...(variant === undefined ? {} : { variant }) };
  return {
    chart,
    encoding,
    table: {
      columns: columns.map(({ name, type }) => ({ name, type })),
      rows: Array.from(
        { length: rows },
        (_, row) =>
          columns.map(({ type }, at) =>
            missing && (row + at) % 3 === 0 ? null : valueOf(type, row, at, hostile)
          ),
      ),
      rowCount: rows,
      truncated: false,
    },
    theme: { mode: "light", colors: ["#0072b2", "#d55e00", "#009e73"], font: "sans-serif" },
  };
}

function hasNegative({ table }: RenderInput): boolean {
  return table.rows.some((row) => row.some((value) => typeof value === "number" && value < 0));
}

function withoutNegative(input: RenderInput): RenderInput {
  const rows = input.table.rows.map((row) =>
    row.map((value) => typeof value === "number" ? Math.abs(value) : value)
  );
  return { ...input, table: { ...input.table, rows } };
}

/** The same with its first number as the lower edges of bins. */
function binned(input: RenderInput): RenderInput {
  const at = input.table.columns.findIndex(({ type }) => type === "integer" || type === "number");
  const [channel] =
    Object.entries(input.encoding).find(([, { column }]) => column === input.table.columns[at]?.name) ?? [];
  if (channel === undefined) return input;
  const encoding = {
    ...input.encoding,
    [channel]: { ...input.encoding[channel as Channel], bin: 10 },
  } as Encoding;
  const rows = input.table.rows.map((row, index) =>
    row.map((value, column) => column === at && value !== null ? index * 10 : value)
  );
  return { ...input, encoding, chart: { ...input.chart, encoding }, table: { ...input.table, rows } };
}

/** Two columns of texts repeat at different lengths, so that no pair comes twice: a chart may refuse two numbers for one place. */
function valueOf(type: ColumnType, row: number, at: number, hostile: boolean): Value {
  switch (type) {
    case "integer":
      return (row * 37 + at * 11) % 101;
    case "number":
      return ((row * 37 + at * 11) % 1009) / 7 - 20;
    case "boolean":
      return row % 2 === 0;
    case "date":
      return new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10);
    case "datetime":
      return new Date(Date.UTC(2024, 0, 1, row)).toISOString().slice(0, 19);
    case "text":
      return hostile ? `${HOSTILE} ${row}` : `group ${(row + at) % (at === 0 ? 7 : 11)}`;
  }
}

/** Texts that Plotly shows and reads as HTML; data of an axis with categories is shown as well. */
function shownTexts(figure: Figure): string[] {
  const texts: string[] = [];
  const visit = (value: unknown) => {
    if (typeof value === "string") texts.push(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  const { meta: _, ...layout } = figure.layout;
  visit([figure.data.map(({ customdata: _, ids: __, ...trace }) => trace), layout]);
  return texts;
}
