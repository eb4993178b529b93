import type { Pdf } from "./pdf_file.ts";

type Page = Awaited<ReturnType<Pdf["getPage"]>>;

interface Annotation {
  subtype?: string;
  fieldType?: string;
  fieldName?: string;
  alternativeText?: string;
  fieldValue?: unknown;
  checkBox?: boolean;
  radioButton?: boolean;
  buttonValue?: unknown;
  exportValue?: unknown;
  hidden?: boolean;
  contentsObj?: { str?: string };
}

const NOTES = new Set([
  "Text",
  "FreeText",
  "Highlight",
  "Underline",
  "Squiggly",
  "StrikeOut",
  "Stamp",
  "Caret",
]);
const MOST = 5000;

/** What people wrote on a page beside its text, a line each: values of form fields (`Name | value`) and notes. */
export async function annotationsOf(page: Page): Promise<string[]> {
  let annotations: Annotation[];
  try {
    annotations = (await page.getAnnotations()) as Annotation[];
  } catch {
    return [];
  }
  const lines = annotations.slice(0, MOST).flatMap((annotation) => {
    const line = annotation.subtype === "Widget" ? fieldLine(annotation) : noteLine(annotation);
    return line === "" || annotation.hidden === true ? [] : [line];
  });
  return [...new Set(lines)];
}

function fieldLine(field: Annotation): string {
  const value = valueOf(field);
  if (value === "") return "";
  const name = tidy(field.alternativeText || (field.fieldName ?? "").replace(/\[\d+\]|#\w+/g, ""));
  return name === "" ? value : `${name} | ${value}`;
}

function valueOf(
  { fieldType, fieldValue, checkBox, radioButton, buttonValue, exportValue }: Annotation,
): string {
  if (fieldType === "Btn") {
    if (checkBox === true) return fieldValue === exportValue && exportValue !== undefined ? "yes" : "";
    return radioButton === true && fieldValue === buttonValue && typeof fieldValue === "string"
      ? tidy(fieldValue)
      : "";
  }
  if (Array.isArray(fieldValue)) {
    return tidy(fieldValue.filter((each) => typeof each === "string").join(", "));
  }
  return typeof fieldValue === "string" ? tidy(fieldValue) : "";
}

function noteLine({ subtype, contentsObj }: Annotation): string {
  return NOTES.has(subtype ?? "") ? tidy(contentsObj?.str ?? "") : "";
}

function tidy(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 4000);
}
