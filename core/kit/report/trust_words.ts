import type { Answer } from "../../contract/mod.ts";

const TRUST: Record<Answer["trust"], string> = {
  verified: "Verified",
  computed: "Computed",
  suggested: "Suggested",
  none: "No answer",
};
const COMPUTATION: Record<Answer["computation"], string> = {
  confirmed: "Two engines computed it independently and agree, and all checks hold.",
  single: "One engine computed it from a checked plan; no second engine confirmed it.",
  generated: "A script computed it, not a checked plan.",
  quoted: "The words are quoted from a document; nothing was computed.",
  none: "Nothing was computed.",
};
const READING: Record<Answer["reading"], string> = {
  sure: "Every word of the question was understood, and no other reading comes close.",
  likely: "The question was probably meant this way; another reading is possible.",
  given: "The plan was given; there was no question to interpret.",
  none: "The question was not understood as a plan.",
};

/** The trust label and both of its halves in plain words. */
export function trustWords(answer: Answer): { label: string; computation: string; reading: string } {
  return {
    label: labelOf(answer),
    computation: answer.computation === "generated" && answer.trust === "computed"
      ? "A script computed it, and a checked plan gives the same."
      : COMPUTATION[answer.computation],
    reading: answer.code && answer.reading === "given"
      ? "The script was given; there was no question to interpret."
      : READING[answer.reading],
  };
}

/** Of words that are quoted nothing was computed. */
function labelOf({ trust, computation }: Answer): string {
  return computation === "quoted" && trust === "computed" ? "Quoted" : TRUST[trust];
}

/** What became of the question, where it was not answered. */
export function statusWords({ status }: Answer): string {
  if (status === "clarify") return "The question can be read in more than one way";
  if (status === "refused") return "The question was refused";
  return status === "failed" ? "The analysis failed" : "Answered";
}

/** The trust label of an answer; what became of the question where there is none. */
export function verdictWords(answer: Answer): string {
  return answer.status === "answered" ? labelOf(answer) : statusWords(answer);
}
