/**
 * The command line: a word, then what it takes.
 *
 * @module
 */
import { NexusError, toErrorData } from "../contract/mod.ts";
import { askCommand } from "./ask.ts";
import { doctorCommand } from "./doctor.ts";
import { evalCommand } from "./eval.ts";
import { pluginCommand } from "./plugin.ts";
import type { ExitCode, Program } from "./program.ts";
import { plainText } from "./render.ts";
import { rerunCommand } from "./rerun.ts";
import { startCommand } from "./start.ts";

const COMMANDS: Record<
  string,
  { run: (program: Program, args: string[]) => Promise<ExitCode>; usage: string }
> = {
  start: { run: startCommand, usage: "start                                     open the workbench" },
  serve: { run: startCommand, usage: "serve                                     the same" },
  ask: { run: askCommand, usage: 'ask FILE... "question" [--json]           answer one question' },
  eval: { run: evalCommand, usage: "eval QUESTIONS.jsonl --tables DIR --out F  answer many" },
  rerun: {
    run: rerunCommand,
    usage: "rerun RECEIPT [FILE...]                   repeat an answer and compare",
  },
  plugin: { run: pluginCommand, usage: "plugin list | info | enable | disable     look after plugins" },
  doctor: { run: doctorCommand, usage: "doctor                                    check this installation" },
};

/** Runs one command; errors become a message and the exit code 1. */
export async function runCommand(program: Program, [word = "start", ...args]: string[]): Promise<ExitCode> {
  const command = COMMANDS[word];
  if (!command) {
    const help = ["--help", "-h", "help"].includes(word);
    (help ? program.out : program.err)(
      `${help ? "" : `There is no command "${word}".\n`}${
        Object.values(COMMANDS).map(({ usage }) => `  ${usage}`).join("\n")
      }\n`,
    );
    return help ? 0 : 1;
  }
  try {
    return await command.run(program, args);
  } catch (error) {
    return reportError(program, error, args);
  }
}

/** Tells of an error: as a message, or with `--json` as JSON on standard output. A fault of our own also shows where it happened. */
export function reportError(program: Pick<Program, "out" | "err">, error: unknown, args: string[]): ExitCode {
  const usage = error instanceof TypeError && "code" in error &&
    String(error.code).startsWith("ERR_PARSE_ARGS");
  const { message, hint, code } = toErrorData(error, usage ? "request.invalid" : "internal.error");
  if (args.includes("--json")) {
    program.out(JSON.stringify({ status: "failed", error: { code, message, hint } }) + "\n");
  } else program.err(`${plainText(message)}\n${hint ? `${plainText(hint)}\n` : ""}`);
  if (!usage && !(error instanceof NexusError)) program.err(`${(error as Error).stack ?? ""}\n`);
  return 1;
}
