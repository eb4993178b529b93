import type { WriteTask } from "nexus";
import { capital, listed, named, plain, type Told } from "./words.ts";

const MOST = 1900;

/** What a reader must be careful of, in plain words: answers that are less than verified, rows that took no part, notices. */
export function caveatsOf({ answers }: WriteTask): string[] {
  const answered = answers.filter(({ status }) => status === "answered");
  const computed = answered.filter(({ kind }) => kind !== "passages");
  const quoted = answered.filter(({ kind }) => kind === "passages");
  const labels = [
    ...label(answered, "suggested", "only suggested", "check how before you rely on it", answered.length),
    ...label(
      computed,
      "computed",
      "computed, but not verified",
      "one engine computed it, or another reading of the question is possible",
      answered.length,
    ),
    ...label(
      quoted,
      "computed",
      "quoted",
      "whether the words answer the question is for you to judge",
      answered.length,
    ),
  ];
  const noted = answered.filter(({ notices }) => notices.length > 0).map((answer) => {
    const said = answer.notices.slice(0, 3).map((notice) => plain(notice).trim().replace(/\s+/g, " "));
    return answers.length === 1 ? said.join(" ") : `On ${plain(named(answer))}: ${said.join(" ")}`;
  });
  return [labels.join(" "), noted.join(" ")].filter((text) => text !== "").map((text) => cut(text));
}

function label(
  answers: Told[],
  trust: Told["trust"],
  words: string,
  advice: string,
  total: number,
): string[] {
  const some = answers.filter((answer) => answer.trust === trust);
  if (some.length === 0) return [];
  const which = total === 1 ? "this answer" : some.length === total ? "every answer here" : listed(
    some.slice(0, 6).map((one) => plain(named(one)).slice(0, 150)).concat(
      some.length > 6 ? ["others"] : [],
    ),
  );
  const is = some.length === 1 || which === "every answer here" ? "is" : "are";
  return [`${capital(which)} ${is} ${words}: ${advice}.`];
}

function cut(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST).replace(/\s+\S*$/, "")} …` : text;
}
