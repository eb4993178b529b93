/**
 * What running scripts needs of the layers below.
 *
 * @module
 */
import type {
  AnswerKind,
  CodeFinding,
  CodeRun,
  ConsoleLine,
  Field,
  Table,
  Value,
} from "../../contract/mod.ts";
import type { EnginePool, Relation } from "../../engine/mod.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A table as a script sees it. */
export interface ScriptTable {
  id: string;
  name: string;
  rowCount: number;
  columns: Field[];
}

/** What a script may ask of the data. */
export interface ScriptHandlers {
  query(plan: unknown): Promise<Table>;
  sql(text: string): Promise<Table>;
  columns(table: string, names: string[] | null): Promise<Record<string, Value[]>>;
}

/** What running a script gave. */
export interface ScriptOutcome {
  value: Json;
  table: Table;
  kind: AnswerKind;
  console: ConsoleLine[];
  consoleDropped: number;
  findings: CodeFinding[];
  queries: CodeRun["queries"];
  ms: number;
}

/** Reviews and runs scripts: the sandbox. */
export interface ScriptRunner {
  readonly enabled: boolean;
  review(source: string): CodeFinding[];
  run(
    job: { source: string; input?: Json; tables: ScriptTable[]; handlers: ScriptHandlers },
    options: { signal: AbortSignal },
  ): Promise<ScriptOutcome>;
  /** What `stats` has, for those who write and review scripts. */
  readonly statistics: { name: string; signature: string; description: string }[];
}

/** What scripts are run with. */
export interface ScriptParts {
  runner: ScriptRunner;
  engines: Pick<EnginePool, "run"> & {
    sql(
      text: string,
      relations: (Relation & { name: string })[],
      options: { limit: number; maxBytes: number; signal: AbortSignal; deadlineMs: number },
    ): Promise<Table>;
  };
  deadlineMs: number;
}
