const UNIT =
  "(?:(?:USD|EUR|GBP|CHF|US\\$|[$€£])\\s*)?(?:USD|EUR|GBP|dollars?|euros?|pounds?|thousands?|millions?|billions?|percents?|percentages?|%|words?|sentences?|english|german|french)";
const SHARE = "(?:(?:primarily|only|solely|exclusively|mainly|clearly|directly)\\s+)?";
const SOURCE = "(?:details?|data|information|line items|figures?|numbers?)";

/** What a question says of the form of its answer, of who asks, and of where to look: `Answer in USD millions`, `Assume that you are an analyst`. */
const INSTRUCTIONS = [
  // If it is not useful, then state that and explain why.
  "\\bif\\b[^.?!]*?\\bnot\\b[^.?!]*?(?:then\\s+|,\\s*|please\\s+)(?:state|say|explain|tell|answer)\\b[^.?!]*[.?!]?",
  // Round your answer to two decimal places.
  "\\b(?:and\\s+)?round(?:ed|ing)?\\b[^.?!)]*\\b(?:decimals?|places?|nearest|digits?)\\b[^.?!)]*[.?!]?",
  // Answer in units of percents; (in USD millions).
  `\\b(?:answer|respond|report|express|state|give|provide)\\b(?:\\s+(?:the|your|an?|it))?(?:\\s+(?:answers?|results?|responses?))?\\s+in\\s+(?:units?\\s+of\\s+)?${UNIT}\\b\\s*[.?!,;]?`,
  `\\(\\s*(?:answer\\s+)?in\\s+(?:units?\\s+of\\s+)?${UNIT}\\s*\\)?`,
  // Assume that you are an analyst who only has access to ...
  "\\b(?:please\\s+)?(?:assum(?:e|ing)|imagine|suppose|pretend|tak(?:e|ing)|from|adopting)\\s+(?:that\\s+)?(?:you\\s+(?:are|were)|the\\s+(?:perspective|standpoint|viewpoint|point\\s+of\\s+view|role|position)\\s+of)\\s+an?\\s+[\\w\\s-]*?(?=\\s(?:who|that|with|using|and)\\b|[.,:;?!]|$)",
  "\\b(?:who|that|you)\\s+(?:can\\s+)?only\\s+(?:ha(?:s|ve)|uses?)(?:\\s+access\\s+to)?\\b",
  // Answer the following question to the best of your abilities by ...
  "\\b(?:answer|approach|address|respond\\s+to)\\s+(?:the|this|my)\\s+(?:following\\s+)?question(?:\\s+asked)?(?:\\s+to\\s+the\\s+best\\s+of\\s+your\\s+abilit(?:y|ies))?(?:\\s+by)?(?:\\s+assuming)?",
  "\\b(?:give|provide|compute|extract)\\s+(?:or\\s+extract\\s+)?(?:me\\s+)?(?:an?|the|your)\\s+(?:response|answer|solution)(?:\\s+to\\s+(?:the|this|my)\\s+question)?(?:\\s+by)?",
  "\\b(?:calculate|compute)\\s+what\\s+was\\s+asked(?:\\s+by)?",
  // ... by primarily using information that is shown in ...
  `${SHARE}(?:relying\\s+on|us(?:e|ing)|utiliz(?:e|ing)|based\\s+(?:up)?on|bas(?:e|ing)\\s+(?:it|your\\s+judge?ments?)\\s+(?:off\\s+of|on)|considering)\\s+${SHARE}(?:the\\s+)?${SOURCE}\\b`,
  `${SHARE}(?:that\\s+(?:is|are)\\s+)?${SHARE}\\b(?:shown|given|provided|presented|outlined|displayed|contained)\\s+${SHARE}(?:in|within)\\b`,
].map((pattern) => new RegExp(pattern, "gi"));

/** A question without them; as it is where nothing else is left. */
export function instructionsLeftOut(question: string): string {
  let rest = question;
  for (const pattern of INSTRUCTIONS) rest = rest.replace(pattern, " ");
  return (rest.match(/[\p{L}\p{N}]{3,}/gu)?.length ?? 0) >= 2 ? rest : question;
}
