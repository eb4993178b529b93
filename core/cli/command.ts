/**
 * The command line: a word, then what it takes.
 *
 * @module
 */
import { withCommands } from "../config/mod.ts";
import { NexusError, toErrorData } from "../contract/mod.ts";
import { VERSION } from "../runs/version.ts";
import type { ExitCode, Program } from "./program.ts";
import { plainText } from "./render.ts";

/** Each is loaded when it is asked for: `ask` does not need the server. */
const COMMANDS: Record<
  string,
  { run: (program: Program, args: string[]) => Promise<ExitCode>; usage: string }
> = {
  start: {
    run: async (program, args) => (takesNothing(args), (await import("./start.ts")).startCommand(program)),
    usage: "start                                     open the workbench",
  },
  serve: {
    run: async (program, args) => (takesNothing(args), (await import("./start.ts")).startCommand(program)),
    usage: "serve                                     the same",
  },
  ask: {
    run: async (program, args) => (await import("./ask.ts")).askCommand(program, args),
    usage: 'ask FILE... "question" [--json]           answer one question',
  },
  eval: {
    run: async (program, args) => (await import("./eval.ts")).evalCommand(program, args),
    usage: "eval QUESTIONS.jsonl --tables DIR --out F [--model NAME]  answer many",
  },
  rerun: {
    run: async (program, args) => (await import("./rerun.ts")).rerunCommand(program, args),
    usage: "rerun RECEIPT [FILE...]                   repeat an answer and compare",
  },
  plugin: {
    run: async (program, args) => (await import("./plugin.ts")).pluginCommand(program, args),
    usage: "plugin install FILE | list | new | ...    look after plugins; plugin help tells all",
  },
  backup: {
    run: async (program, args) => (await import("./backup.ts")).backupCommand(program, args),
    usage: "backup [FILE]                             everything that is kept, in one file",
  },
  restore: {
    run: async (program, args) => (await import("./backup.ts")).restoreCommand(program, args),
    usage: "restore FILE                              a backup into an empty home folder",
  },
  audit: {
    run: async (program, args) => (await import("./audit.ts")).auditCommand(program, args),
    usage: "audit [--limit N] [--json]                who did what",
  },
  doctor: {
    run: async (program, args) => (takesNothing(args), (await import("./doctor.ts")).doctorCommand(program)),
    usage: "doctor                                    check this installation",
  },
};

const HELP = ["--help", "-h", "help"];
const WHICH = ["--version", "-V", "version"];

/** Runs one command; errors become a message and the exit code 1. */
export async function runCommand(program: Program, [word = "start", ...args]: string[]): Promise<ExitCode> {
  if (WHICH.includes(word)) {
    program.out(`Nexus ${VERSION}\n`);
    return 0;
  }
  if (HELP.includes(word)) {
    program.out(usage());
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (command === undefined) {
    program.err(`There is no command "${plainText(word)}".\n${usage()}`);
    return 1;
  }
  try {
    return await command.run(program, args);
  } catch (error) {
    return reportError(program, error, args);
  }
}

/** A word that would be passed over is told instead. */
function takesNothing([word]: string[]): void {
  if (word === undefined) return;
  throw new NexusError(
    "request.invalid",
    `"${plainText(word)}" is not known here: this command takes nothing`,
    {
      hint:
        "Settings come from the environment or from .env, such as PORT=9000; docs/configuration.md lists all.",
    },
  );
}

function usage(): string {
  return Object.values(COMMANDS).map(({ usage }) => `  ${usage}\n`).join("") +
    "  --version                                 say which Nexus this is\n";
}

/** Tells of an error: as a message, or with `--json` as JSON on standard output. A fault of our own also shows where it happened. */
export function reportError(program: Pick<Program, "out" | "err">, error: unknown, args: string[]): ExitCode {
  const usage = error instanceof TypeError && "code" in error &&
    String(error.code).startsWith("ERR_PARSE_ARGS");
  const { code, ...said } = toErrorData(error, usage ? "request.invalid" : "internal.error");
  const message = withCommands(said.message);
  const hint = said.hint === undefined ? undefined : withCommands(said.hint);
  if (args.includes("--json")) {
    program.out(JSON.stringify({ status: "failed", error: { code, message, hint } }) + "\n");
  } else program.err(`${plainText(message)}\n${hint ? `${plainText(hint)}\n` : ""}`);
  if (!usage && !(error instanceof NexusError)) program.err(`${(error as Error).stack ?? ""}\n`);
  return 1;
}
