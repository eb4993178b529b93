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
    summary:
      "Treat this as a suggestion: a model read your question, and nothing confirms that it read it right. Look at the steps below.",
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
    label: "Word for word",
    text: "Nothing was computed: whether the words answer your question is for you to judge.",
  },
  generated: {
    label: "By a script",
    text:
      "A script gave this result. It ran in a sandbox, shut off from files and network. Nothing computed it a second time.",
  },
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

const QUOTED = {
  label: "Quoted",
  summary: "These are the words of your own documents, found by search. No sentence was made up.",
  sure: { label: "All words found", text: "The passage carries every meaningful word of your question." },
  likely: { label: "Some words found", text: "The passage carries only some of the words of your question." },
};

const WRITTEN_BY_PERSON =
  "Treat this as a suggestion: your own script computed it, and nothing else confirms what it does.";
const CONFIRMED_SCRIPT = "A script computed this, and a checked plan that ran apart from it gave the same.";
const WRITTEN_BY_MODEL =
  "Treat this as a suggestion: a model wrote a script for your question, and nothing confirms that it does what you asked. Read it before you rely on the result.";

/** The words for an answer's trust. While a second engine still works, the label says so. */
export function trustWords(
  trust: Pick<Answer, "trust" | "computation" | "reading" | "code">,
  final: boolean,
): TrustWords {
  const computation = COMPUTATION[trust.computation];
  const waits = !final && trust.computation === "single";
  if (trust.computation === "quoted") {
    const { label, summary, sure, likely } = QUOTED;
    return {
      label,
      summary,
      computation: COMPUTATION.quoted,
      reading: trust.reading === "sure" ? sure : likely,
    };
  }
  const words = LABELS[trust.trust];
  const own = trust.code?.author === null;
  const scripted = trust.trust === "suggested" && trust.computation === "generated";
  return {
    ...words,
    summary: trust.computation !== "generated"
      ? words.summary
      : !scripted
      ? CONFIRMED_SCRIPT
      : own
      ? WRITTEN_BY_PERSON
      : WRITTEN_BY_MODEL,
    computation: trust.computation === "generated" && !scripted
      ? {
        label: "By a script, confirmed by a plan",
        text: "A script gave this result, and a checked plan that ran apart from it gave the same.",
      }
      : waits
      ? {
        label: "Second engine is checking",
        text: "One engine is done; a second one is running the same plan to confirm it.",
      }
      : computation,
    reading: own
      ? { label: "Written by you", text: "You wrote the script, so nothing had to be read." }
      : READING[trust.reading],
  };
}
