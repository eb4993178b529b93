import { instructionsLeftOut } from "./instructions.ts";

const TEXT = "(?:documents?|pdfs?|files?|reports?|texts?|papers?|articles?|contracts?|passages?|pages?)";

/** Ways to speak about the search instead of about what is sought. */
const ABOUT_THE_SEARCH = [
  /\b(?:can|could|would) you (?:please )?/gi,
  /\bplease\b/gi,
  /^\s*(?:find|show|tell|give|quote|search|look up|list)(?: me)?(?: (?:the|all|any|every))?(?: (?:passages?|places?|pages?|paragraphs?|sections?))?(?: (?:where|that|about|on|for|in which|which))?\b/gi,
  new RegExp(
    `\\b(?:according to|based on|in|from|of) (?:the|this|these|that|my|our|your|any|which) ${TEXT}\\b`,
    "gi",
  ),
  new RegExp(
    `\\b(?:what|which|where|how) (?:do|does|did) (?:the|this|these|that|my|our) ${TEXT} (?:say|state|mention|write|tell us|tell) (?:about|on|of)?`,
    "gi",
  ),
  new RegExp(`\\b(?:what|where) (?:is|are|was|were) (?:said|stated|written|mentioned) (?:about|on)\\b`, "gi"),
  new RegExp(`\\b(?:on|in|at) (?:what|which) ${TEXT}\\b`, "gi"),
  /\bhow (?:many|much|long|old|far|often|big|large|high|tall)\b/gi,
];

/** The words of a question that a passage can carry: `What does the report say about noise?` is `noise`. */
export function queryOf(question: string): string {
  let query = instructionsLeftOut(question);
  for (const pattern of ABOUT_THE_SEARCH) query = query.replace(pattern, " ");
  query = query.replace(/\s+/g, " ").trim();
  return /[\p{L}\p{N}]{2}/u.test(query) ? query : question;
}
