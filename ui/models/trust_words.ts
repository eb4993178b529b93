import type { Answer } from "nexus";

/** A trust label and its two halves in plain words. */
export interface TrustWords {
  label: string;
  /** The label in one sentence. */
  summary: string;
  computation: { label: string; text: string };
  reading: { label: string; text: string };
}

const LABELS: Record<Answer["trust"], { label: string; summary: string }> = {
  verified: {
    label: "Verified",
    summary: "Computed twice, independently, with the same result, and your question left no room for doubt.",
  },
  computed: {
    label: "Computed",
    summary: "A checked plan ran on your data. One of the two halves below is not at its best.",
  },
  suggested: {
    label: "Suggested",
    summary: "Treat this as a suggestion: it rests on generated code or on an unconfirmed reading.",
  },
  none: { label: "No result", summary: "Nothing was computed." },
};

const COMPUTATION: Record<Answer["computation"], { label: string; text: string }> = {
  confirmed: {
    label: "Confirmed by two engines",
    text: "Two engines ran the plan separately and agree, and the checks on the result hold.",
  },
  single: { label: "One engine", text: "One engine ran the plan. No second engine has confirmed it." },
  quoted: {
    label: "Quoted",
    text:
      "These words stand in your document. Nothing was computed: whether they answer the question is for you to judge.",
  },
  generated: { label: "Generated code", text: "Generated code gave this result. No plan confirms it." },
  none: { label: "Nothing ran", text: "No computation took place." },
};

const READING: Record<Answer["reading"], { label: string; text: string }> = {
  sure: {
    label: "Sure reading",
    text: "Every meaningful word of the question was used, and no other reading comes close.",
  },
  likely: {
    label: "Likely reading",
    text:
      "This is the best reading, but not the only possible one. Look below at what each word was taken for.",
  },
  given: { label: "Reading chosen by you", text: "You chose this reading, so nothing had to be guessed." },
  none: { label: "No reading", text: "The question was not read as a plan." },
};

/** The words for an answer's trust. While a second engine still works, the label says so. */
export function trustWords(
  trust: Pick<Answer, "trust" | "computation" | "reading">,
  final: boolean,
): TrustWords {
  const computation = COMPUTATION[trust.computation];
  const waits = !final && trust.computation === "single";
  return {
    ...LABELS[trust.trust],
    computation: waits
      ? {
        label: "Second engine is checking",
        text: "One engine is done; a second one is running the same plan to confirm it.",
      }
      : computation,
    reading: READING[trust.reading],
  };
}
