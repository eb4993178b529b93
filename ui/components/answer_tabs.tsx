import { useSignal } from "@preact/signals";
import type { Answer } from "nexus";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Analysis } from "../models/analysis.ts";
import { EvidencePanel } from "./evidence_panel.tsx";
import { HowComputed } from "./how_computed.tsx";
import { ReceiptPanel } from "./receipt_panel.tsx";
import { ScriptPanel } from "./script_panel.tsx";

type TabName = "script" | "how" | "rows" | "receipt";

const TITLES: Record<TabName, string> = {
  script: "Script",
  how: "How it was computed",
  rows: "Rows behind it",
  receipt: "Receipt",
};

interface AnswerTabsProps {
  analysis: Analysis;
  answer: Answer;
  nameOf: (dataset: string) => string;
}

/** What stands behind an answer; closed until it is wanted, but for a script, which wants to be read. A second press closes again. */
export function AnswerTabs(props: AnswerTabsProps) {
  const { analysis, answer } = props;
  const { evidence } = analysis;
  const run = analysis.state.value.run;
  const open = useSignal<TabName | null>(answer.code ? "script" : null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    if (evidence.open.value) open.value = "rows";
  }, [evidence.open.value, evidence.row.value]);

  // Once they are there, and not for every page of them.
  const shown = evidence.open.value && evidence.parts.value !== null;
  useEffect(() => {
    if (shown) panel.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }, [shown, evidence.row.value]);

  function press(name: TabName) {
    open.value = open.value === name ? null : name;
    if (open.value === "rows" && !evidence.parts.value) evidence.show(evidence.row.value);
    if (open.value !== "rows") evidence.open.value = false;
  }
  const names: TabName[] = [];
  if (answer.code) names.push("script");
  if (answer.plan) names.push("how");
  if (answer.plan || (answer.code && answer.code.queries.length > 0)) names.push("rows");
  if (answer.receipt) names.push("receipt");
  return (
    <div class="behind">
      <div class="behind-tabs">
        {names.map((name) => (
          <button
            key={name}
            type="button"
            aria-expanded={open.value === name}
            aria-controls={id}
            onClick={() => press(name)}
          >
            {TITLES[name]}
          </button>
        ))}
      </div>
      <div id={id} ref={panel} class="behind-panel" hidden={open.value === null}>
        {open.value === "script" && answer.code && <ScriptPanel analysis={analysis} code={answer.code} />}
        {open.value === "how" && <HowComputed question={analysis.question} answer={answer} />}
        {open.value === "rows" && (
          <EvidencePanel view={evidence} result={answer.result} nameOf={props.nameOf} />
        )}
        {open.value === "receipt" && answer.receipt && run && (
          <ReceiptPanel receipt={answer.receipt} run={run} />
        )}
      </div>
    </div>
  );
}
