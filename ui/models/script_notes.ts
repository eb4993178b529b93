import type { CodeFinding, CodeRun, ConsoleLine, ErrorBody } from "nexus";

/** Something that is said of a script, or of one line of it. */
export interface ScriptNote {
  severity: "error" | "warning" | "remark";
  message: string;
  hint?: string | undefined;
  /** Who says it; nothing where the sandbox's own review does. */
  by?: string | undefined;
  line?: number | undefined;
  column?: number | undefined;
}

/** Findings of the review and remarks of reviewers as notes. */
export function notesOfRun(run: Pick<CodeRun, "findings" | "reviews">): ScriptNote[] {
  return [
    ...run.findings.map(noteOfFinding),
    ...run.reviews.flatMap(({ remarks, agent, verdict }) =>
      remarks.map(({ message, line }): ScriptNote => ({
        severity: verdict === "pass" ? "remark" : verdict === "concern" ? "warning" : "error",
        message,
        by: agent,
        line,
      }))
    ),
  ];
}

/** What an error of a script says, at its places: each finding, or the one position, or the error as a whole. */
export function notesOfError(error: ErrorBody): ScriptNote[] {
  const { findings, line, column } = (error.details ?? {}) as {
    findings?: CodeFinding[];
    line?: number;
    column?: number;
  };
  if (Array.isArray(findings) && findings.length > 0) return findings.map(noteOfFinding);
  if (typeof line !== "number") return [];
  const message = error.message.replace(/^line \d+: /, "");
  return [{ severity: "error", message, hint: error.hint, line, column }];
}

const TITLES: Partial<Record<ErrorBody["code"], string>> = {
  "code.rejected": "The script may not run as it is",
  "code.failed": "The script stopped with an error",
  "code.output": "What the script returned is no result",
};

/** An error of a script in short, where its places say the rest. */
export function scriptErrorTitle(error: ErrorBody): string | null {
  return notesOfError(error).length > 0 ? TITLES[error.code] ?? null : null;
}

/** What a script had written before it failed. */
export function consoleOfError({ details }: ErrorBody): ConsoleLine[] {
  const lines = details?.console;
  return Array.isArray(lines) ? lines as ConsoleLine[] : [];
}

/** Notes by the line that they are about; those about no line, or about one that is not there, are `general`. */
export function placeNotes(
  notes: readonly ScriptNote[],
  lines: number,
): { byLine: Map<number, ScriptNote[]>; general: ScriptNote[] } {
  const byLine = new Map<number, ScriptNote[]>();
  const general: ScriptNote[] = [];
  for (const note of notes) {
    if (note.line === undefined || note.line > lines) general.push(note);
    else byLine.set(note.line, [...byLine.get(note.line) ?? [], note]);
  }
  return { byLine, general };
}

/** What the reviews come to, in one sentence each. */
export function verdictWords(run: Pick<CodeRun, "findings" | "reviews">): { text: string; good: boolean }[] {
  const errors = run.findings.filter(({ severity }) => severity === "error").length;
  const warnings = run.findings.length - errors;
  return [
    errors > 0
      ? { text: "The sandbox's review did not let it run.", good: false }
      : warnings > 0
      ? { text: "The sandbox's review let it run, with warnings beside the lines.", good: false }
      : { text: "The sandbox's review found nothing that a script may not do.", good: true },
    ...run.reviews.map(({ agent, model, verdict }) => {
      const by = `${agent}${model ? ` with ${model}` : ""}`;
      if (verdict === "pass") return { text: `${by} has no objection.`, good: true };
      return {
        text: verdict === "concern" ? `${by} has doubts: read them first.` : `${by} refused it.`,
        good: false,
      };
    }),
  ];
}

function noteOfFinding({ severity, message, hint, line, column }: CodeFinding): ScriptNote {
  return { severity, message, hint, line, column };
}
