import { useMemo } from "preact/hooks";
import { type CodePiece, colourCode } from "../models/code_colours.ts";
import { placeNotes, type ScriptNote } from "../models/script_notes.ts";
import { Icon, type IconName } from "./icon.tsx";

interface SourceViewProps {
  source: string;
  label: string;
  language?: "javascript" | "sql";
  /** What is said of it; each note stands under its line. */
  notes?: readonly ScriptNote[];
}

const ICONS: Record<ScriptNote["severity"], IconName> = {
  error: "warning",
  warning: "warning",
  remark: "info",
};
const NONE: readonly ScriptNote[] = [];

/** Source with line numbers and light colours, and what is said of a line under it. */
export function SourceView(props: SourceViewProps) {
  const { source, language = "javascript", notes = NONE } = props;
  const lines = useMemo(() => colourCode(source, language), [source, language]);
  const { byLine, general } = useMemo(() => placeNotes(notes, lines.length), [notes, lines]);
  return (
    <>
      <div
        class={lines.length > 1 ? "source" : "source source-short"}
        role="region"
        tabIndex={0}
        aria-label={props.label}
      >
        <ol>
          {lines.map((pieces, index) => {
            const own = byLine.get(index + 1) ?? NONE;
            return (
              <li key={index} class={own.length > 0 ? `source-noted source-${worst(own)}` : undefined}>
                <code>{marked(pieces, own).map(shown)}</code>
                {own.map((note, at) => <Note key={at} note={note} />)}
              </li>
            );
          })}
        </ol>
      </div>
      {general.length > 0 && (
        <div class="source-general">{general.map((note, index) => <Note key={index} note={note} />)}</div>
      )}
    </>
  );
}

type Shown = CodePiece & { wrong?: ScriptNote["severity"] };

function shown(piece: Shown, index: number) {
  const kind = `${piece.kind === "plain" ? "" : `code-${piece.kind}`} ${
    piece.wrong ? `code-wrong-${piece.wrong}` : ""
  }`
    .trim();
  return kind ? <span key={index} class={kind}>{piece.text}</span> : piece.text;
}

/** Underlines the word at which a note points. */
function marked(pieces: CodePiece[], notes: readonly ScriptNote[]): Shown[] {
  let shownPieces: Shown[] = pieces;
  for (const { column, severity } of notes) {
    if (column === undefined) continue;
    let at = 1;
    shownPieces = shownPieces.flatMap((piece) => {
      const offset = column - at;
      at += piece.text.length;
      if (offset < 0 || offset >= piece.text.length || piece.wrong) return [piece];
      const length = /^[\w$]+|^./su.exec(piece.text.slice(offset))![0].length;
      return [
        { ...piece, text: piece.text.slice(0, offset) },
        { ...piece, text: piece.text.slice(offset, offset + length), wrong: severity },
        { ...piece, text: piece.text.slice(offset + length) },
      ].filter(({ text }) => text !== "");
    });
  }
  return shownPieces;
}

function worst(notes: readonly ScriptNote[]): ScriptNote["severity"] {
  const order = ["error", "warning", "remark"] as const;
  return order.find((severity) => notes.some((note) => note.severity === severity)) ?? "remark";
}

function Note({ note }: { note: ScriptNote }) {
  return (
    <p class={`source-note source-note-${note.severity}`}>
      <Icon name={ICONS[note.severity]} size={14} />
      <span>
        <span class="visually-hidden">{note.severity}:</span>
        {note.message}
        {note.hint && <span class="source-hint">{note.hint}</span>}
        {note.by && <span class="source-by">{note.by}</span>}
      </span>
    </p>
  );
}
