/**
 * Expressions in words: values, and conditions as one says them.
 *
 * @module
 */
import type { Expression, Plan } from "../contract/mod.ts";
import type { Kind } from "./column_types.ts";
import { listWords, numberWords, quoted, valueWords } from "./word_lists.ts";
import { type ValueFunction, WORD_FUNCTIONS } from "./words_functions.ts";

/** What the words of an expression depend on. */
export interface WordScope {
  /** The kind of an expression where the schema is known. */
  kind(expression: Expression): Kind | undefined;
  /** What a plan inside the expression is called: `step 3`. */
  subplan(plan: Plan): string;
}

type Call = Extract<Expression, { kind: "call" }>;
const NO_SCOPE: WordScope = { kind: () => undefined, subplan: () => "another result" };
const INFIX = new Set([
  "add",
  "subtract",
  "multiply",
  "divide",
  "power",
  "if",
  "coalesce",
  "concat",
  "modulo",
]);
const CONDITIONS = new Set([
  "eq",
  "ne",
  "lt",
  "le",
  "gt",
  "ge",
  "and",
  "or",
  "not",
  "is_null",
  "in",
  "contains",
  "starts_with",
  "ends_with",
]);

/** A value in words: `"price" times "quantity"`, `the year of "date"`. */
export function expressionWords(expression: Expression, scope: WordScope = NO_SCOPE): string {
  switch (expression.kind) {
    case "column":
      return quoted(expression.name);
    case "literal":
      return valueWords(expression.value, expression.type);
    case "scalar":
      return `the value of ${scope.subplan(expression.plan)}`;
    case "member":
      return `whether ${conditionWords(expression, scope)}`;
    case "call": {
      if (isCondition(expression)) return `whether ${conditionWords(expression, scope)}`;
      const write = WORD_FUNCTIONS[expression.function as ValueFunction];
      const [condition] = expression.arguments;
      return write({
        parts: expression.arguments.map((argument) => part(argument, scope)),
        whole: expression.arguments.map((argument, index) =>
          expression.function === "if" && index === 0
            ? conditionWords(condition!, scope)
            : expressionWords(argument, scope)
        ),
        values: expression.arguments.map((argument) =>
          argument.kind === "literal" ? argument.value : undefined
        ),
      });
    }
  }
}

/** A condition in words: `"sex" is "male" and "body mass" is more than 4,000`. */
export function conditionWords(expression: Expression, scope: WordScope = NO_SCOPE): string {
  if (expression.kind === "member") {
    return `${part(expression.value, scope)} is among the values of ${scope.subplan(expression.plan)}`;
  }
  if (expression.kind !== "call" || !isCondition(expression)) return `${part(expression, scope)} is true`;
  const { arguments: operands } = expression;
  switch (expression.function) {
    case "and":
      return conjunction(operands, scope);
    case "or":
      return operands.map((operand) => bracketed(operand, "and", scope)).join(" or ");
    case "not":
      return negation(operands[0]!, scope);
    case "is_null":
      return `${part(operands[0]!, scope)} is missing`;
    case "in":
      return oneOf(operands, "is", scope);
    case "contains":
      return textual(operands, "contains", scope);
    case "starts_with":
      return textual(operands, "starts with", scope);
    case "ends_with":
      return textual(operands, "ends with", scope);
    default:
      return comparison(expression, scope);
  }
}

function isCondition(call: Call): boolean {
  return CONDITIONS.has(call.function);
}

function part(expression: Expression, scope: WordScope): string {
  const words = expressionWords(expression, scope);
  const several = expression.kind === "member" ||
    expression.kind === "call" && (INFIX.has(expression.function) || isCondition(expression));
  return several ? `(${words})` : words;
}

/** Brackets around `or` inside `and`, and the other way round. */
function bracketed(expression: Expression, inner: "and" | "or", scope: WordScope): string {
  const words = conditionWords(expression, scope);
  return expression.kind === "call" && expression.function === inner && expression.arguments.length > 1
    ? `(${words})`
    : words;
}

function isCall(expression: Expression, ...names: string[]): expression is Call {
  return expression.kind === "call" && names.includes(expression.function);
}

/** `and`, with two bounds of the same value read as one range. */
function conjunction(operands: readonly Expression[], scope: WordScope): string {
  const rest = [...operands];
  const words: string[] = [];
  while (rest.length > 0) {
    const lower = rest.shift()!;
    const at = isCall(lower, "ge") ? rest.findIndex((other) => isUpperBound(other, lower)) : -1;
    if (at < 0) {
      words.push(bracketed(lower, "or", scope));
      continue;
    }
    const [upper] = rest.splice(at, 1) as [Call];
    const [value, from] = (lower as Call).arguments as [Expression, Expression];
    const to = operandWords(upper.arguments[1]!, value, scope);
    const range = `${part(value, scope)} is between ${operandWords(from, value, scope)} and ${to}`;
    words.push(upper.function === "le" ? range : `${range} (not included)`);
  }
  return words.join(" and ");
}

function isUpperBound(other: Expression, lower: Call): boolean {
  return isCall(other, "le", "lt") &&
    JSON.stringify(other.arguments[0]) === JSON.stringify(lower.arguments[0]);
}

const OPPOSITES = { eq: "ne", ne: "eq", lt: "ge", ge: "lt", gt: "le", le: "gt" } as const;

function negation(operand: Expression, scope: WordScope): string {
  if (operand.kind === "member") {
    return `${part(operand.value, scope)} is not among the values of ${scope.subplan(operand.plan)}`;
  }
  if (operand.kind !== "call" || !isCondition(operand)) return `${part(operand, scope)} is false`;
  const { arguments: operands } = operand;
  switch (operand.function) {
    case "not":
      return conditionWords(operands[0]!, scope);
    case "is_null":
      return `${part(operands[0]!, scope)} is not missing`;
    case "in":
      return oneOf(operands, "is none of", scope);
    case "contains":
      return textual(operands, "does not contain", scope);
    case "starts_with":
      return textual(operands, "does not start with", scope);
    case "ends_with":
      return textual(operands, "does not end with", scope);
    case "and":
    case "or":
      return `not (${conditionWords(operand, scope)})`;
    default:
      return comparison(
        { ...operand, function: OPPOSITES[operand.function as keyof typeof OPPOSITES] },
        scope,
      );
  }
}

function oneOf([value, ...list]: readonly Expression[], verb: string, scope: WordScope): string {
  const items = list.map((item) => operandWords(item, value!, scope));
  const shown = items.length > 12 ? [...items.slice(0, 10), `${items.length - 10} others`] : items;
  return `${part(value!, scope)} ${verb} ${listWords(shown, verb === "is" ? "or" : "and")}`;
}

/** Text conditions; a search in lower or upper case is said as one that ignores case. */
function textual([value, text]: readonly Expression[], verb: string, scope: WordScope): string {
  const { subject, folded } = unfolded(value!);
  return `${part(subject, scope)} ${verb} ${part(text!, scope)}${folded ? " (in any case)" : ""}`;
}

function unfolded(value: Expression): { subject: Expression; folded: boolean } {
  return isCall(value, "lower", "upper")
    ? { subject: value.arguments[0]!, folded: true }
    : { subject: value, folded: false };
}

const VERBS = {
  number: { lt: "is less than", le: "is at most", gt: "is more than", ge: "is at least" },
  moment: { lt: "is before", le: "is not after", gt: "is after", ge: "is not before" },
  text: { lt: "comes before", le: "does not come after", gt: "comes after", ge: "does not come before" },
} as const;

function comparison(call: Call, scope: WordScope): string {
  const [a, b] = call.arguments as [Expression, Expression];
  if (b.kind === "literal" && b.value === null) {
    return `${part(a, scope)} is compared with nothing (never true)`;
  }
  if (call.function === "eq" || call.function === "ne") {
    const { subject, folded } = b.kind === "literal" ? unfolded(a) : { subject: a, folded: false };
    const verb = call.function === "eq" ? "is" : "is not";
    return `${part(subject, scope)} ${verb} ${operandWords(b, a, scope)}${folded ? " (in any case)" : ""}`;
  }
  const kind = scope.kind(a) ?? scope.kind(b) ?? literalType(a) ?? literalType(b);
  const verbs = kind === "date" || kind === "datetime"
    ? VERBS.moment
    : kind === "text"
    ? VERBS.text
    : VERBS.number;
  return `${part(a, scope)} ${verbs[call.function as keyof typeof verbs]} ${operandWords(b, a, scope)}`;
}

function literalType(expression: Expression): string | undefined {
  if (expression.kind !== "literal") return undefined;
  return expression.type ?? (typeof expression.value === "string" ? "text" : undefined);
}

/** What a value is compared with; years are written without a comma. */
function operandWords(expression: Expression, other: Expression, scope: WordScope): string {
  const year = isCall(other, "year") || other.kind === "column" && /year|jahr|année|año/i.test(other.name);
  if (year && expression.kind === "literal" && typeof expression.value === "number") {
    return String(expression.value);
  }
  if (isCall(other, "month") && expression.kind === "literal") return monthWords(expression.value as number);
  if (isCall(other, "weekday") && expression.kind === "literal") {
    return weekdayWords(expression.value as number);
  }
  return part(expression, scope);
}

function monthWords(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 12) return numberWords(value);
  return new Date(Date.UTC(2024, value - 1)).toLocaleString("en", { month: "long", timeZone: "UTC" });
}

function weekdayWords(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 7) return numberWords(value);
  return new Date(Date.UTC(2024, 0, value)).toLocaleString("en", { weekday: "long", timeZone: "UTC" });
}
