/** Markup that is safe to insert as it stands. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | Markup[] | string | number | null | undefined;

/** Builds markup. Whatever is inserted is escaped, unless it was built here too; null and undefined leave nothing. */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.map((string, index) => string + insert(parts[index])).join(""));
}

function insert(part: Part): string {
  if (part === null || part === undefined) return "";
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(({ text }) => text).join("");
  return escape(String(part));
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for an element or a quoted attribute. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** JSON for a script element that holds data: nothing in it ends the element or breaks a line of script. */
export function jsonMarkup(value: unknown): Markup {
  const text = JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return new Markup(text);
}

/** Script of ours or of a package, for a script element. */
export function scriptMarkup(source: string): Markup {
  return new Markup(source.replaceAll(/<(\/script|!--)/gi, "<\\$1"));
}

/** The source expression by which a content security policy lets exactly this text through. */
export async function hashOf({ text }: Markup): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`;
}
