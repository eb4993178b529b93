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

const ALL_WORDS = {
  label: "All words found",
  text: "The passage carries every meaningful word of your question.",
};
const SOME_WORDS = {
  label: "Some words found",
  text: "The passage carries only some of the words of your question.",
};

type Trust = Pick<Answer, "trust" | "computation" | "reading" | "code">;

/** The words for an answer's trust. While a second engine still works, the label says so. */
export function trustWords(trust: Trust, final: boolean): TrustWords {
  if (trust.computation === "quoted") return quoteWords(trust);
  if (trust.computation === "generated") return scriptWords(trust);
  const waits = !final && trust.computation === "single";
  return {
    ...LABELS[trust.trust],
    computation: waits
      ? {
        label: "Second engine is checking",
        text: "One engine is done; a second one is running the same plan to confirm it.",
      }
      : COMPUTATION[trust.computation],
    reading: READING[trust.reading],
  };
}

/** Of passages, and of what a model wrote from them. */
function quoteWords({ trust, reading }: Trust): TrustWords {
  const found = reading === "sure" ? ALL_WORDS : SOME_WORDS;
  if (trust === "suggested") {
    return {
      label: LABELS.suggested.label,
      summary:
        "Treat this as a suggestion: a model wrote these sentences from your documents. Their numbers, names and quoted words stand in the passages below. Read those.",
      computation: {
        label: "In a model's words",
        text: "Sentences that no passage carries were left out. The passages are word for word.",
      },
      reading: found,
    };
  }
  return {
    label: "Quoted",
    summary: "These are the words of your own documents, found by search. No sentence was made up.",
    computation: COMPUTATION.quoted,
    reading: found,
  };
}

/** Of what a script computed. */
function scriptWords({ trust, reading, code }: Trust): TrustWords {
  const own = code?.author === null;
  const words = {
    label: LABELS[trust].label,
    reading: own
      ? { label: "Written by you", text: "You wrote the script, so nothing had to be read." }
      : READING[reading],
  };
  if (trust !== "suggested") {
    const summary = "A script computed this, and a checked plan that ran apart from it gave the same.";
    return { ...words, summary, computation: { label: "By a script, confirmed by a plan", text: summary } };
  }
  return {
    ...words,
    summary: own
      ? "Treat this as a suggestion: your own script computed it, and nothing else confirms what it does."
      : "Treat this as a suggestion: a model wrote a script for your question, and nothing confirms that it does what you asked. Read it before you rely on the result.",
    computation: COMPUTATION.generated,
  };
}
