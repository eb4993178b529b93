import type { WriteTask } from "nexus";
import { capital, numberWord, plain } from "./words.ts";

const MOST = 150;

/** The first question, and how many more. */
export function titleOf({ answers }: WriteTask): string {
  const [first] = answers;
  const question = plain(first?.question ?? "").trim().replace(/[?.!\s]+$/, "");
  if (question === "") return "Analysis";
  const short = question.length > MOST ? `${question.slice(0, MOST).replace(/\s+\S*$/, "")} …` : question;
  const more = answers.length - 1;
  if (more <= 0) return capital(short);
  return `${capital(short)}, and ${numberWord(more)} more ${more === 1 ? "question" : "questions"}`;
}
