import { NexusError, type Source } from "nexus";

/** One line of a calendar, unfolded: `DTSTART;TZID=Europe/Berlin:20240105T090000`. */
export interface ContentLine {
  name: string;
  parameters: Map<string, string>;
  value: string;
}

/** A longer line is no calendar that anyone wrote. */
const MAX_LINE = 1024 * 1024;
const LINE = /^([A-Za-z0-9-]+)((?:;[^:;="]+=(?:"[^"]*"|[^":;,]*)(?:,(?:"[^"]*"|[^":;,]*))*)*):([\s\S]*)$/;

/** The lines of a calendar (RFC 5545, 3.1): what begins with a space continues the line before. Others are null. */
export async function* contentLines(source: Source): AsyncGenerator<ContentLine | null> {
  let line = "";
  for await (const physical of physicalLines(source)) {
    if (/^[ \t]/.test(physical)) {
      line += physical.slice(1);
      if (line.length > MAX_LINE) throw tooLong(source);
      continue;
    }
    if (line !== "") yield parse(line);
    line = physical;
  }
  if (line !== "") yield parse(line);
}

/** A text as it is meant: `\n`, `\,`, `\;` and `\\` stand for what cannot be written as it is. */
export function unescape(text: string): string {
  return text.replace(
    /\\([nN,;\\])/g,
    (_, letter: string) => letter === "n" || letter === "N" ? "\n" : letter,
  );
}

function parse(line: string): ContentLine | null {
  const match = LINE.exec(line);
  if (match === null) return null;
  const parameters = new Map<string, string>();
  for (const [, key, value] of match[2]!.matchAll(/;([^=]+)=((?:"[^"]*"|[^;])*)/g)) {
    parameters.set(key!.toUpperCase(), value!.replace(/^"(.*)"$/, "$1"));
  }
  return { name: match[1]!.toUpperCase(), parameters, value: match[3]! };
}

async function* physicalLines(source: Source): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let pieces: string[] = []; // of a line that has not ended yet
  let length = 0;
  for await (const chunk of source.stream()) {
    const [first = "", ...others] = decoder.decode(chunk, { stream: true }).split("\n");
    pieces.push(first);
    length += first.length;
    if (length > MAX_LINE) throw tooLong(source);
    for (const next of others) {
      yield pieces.join("").replace(/\r$/, "");
      pieces = [next];
      length = next.length;
    }
  }
  yield pieces.join("") + decoder.decode();
}

function tooLong({ name }: Source): NexusError {
  return new NexusError("file.unreadable", `"${name}" has a line of more than ${MAX_LINE} characters`);
}
