import type { WriteTask } from "nexus";
import { capital, listed, named, numberWord, plain, type Told } from "./words.ts";

/** A narrative holds ten paragraphs; some are for what to be careful of. */
const MOST = 6;

/** One paragraph a finding, in the answers' own sentences. */
export function findingsOf({ answers }: WriteTask): string[] {
  const answered = answers.filter(({ status }) => status === "answered");
  const rest = answered.length - MOST;
  return [
    ...answered.slice(0, MOST).map(({ key }) => `{{${key}.text}}`),
    ...(rest > 0
      ? [
        `${capital(numberWord(rest))} more ${rest === 1 ? "answer stands" : "answers stand"} below: ${
          shortList(answered.slice(MOST))
        }.`,
      ]
      : []),
    ...(answered.length === 0 ? ["None of the questions was answered."] : []),
  ];
}

/** What was not answered. */
export function openOf({ answers }: WriteTask): string[] {
  const open = answers.filter(({ status }) => status !== "answered");
  return open.length > 0 ? [`Not answered: ${shortList(open)}.`] : [];
}

/** Names that fit a paragraph. */
function shortList(answers: Told[]): string {
  const names = answers.slice(0, 8).map((one) => plain(named(one)).slice(0, 150));
  return listed(answers.length > 8 ? [...names, "others"] : names);
}
