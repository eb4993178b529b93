import { useEffect, useId, useRef } from "preact/hooks";
import { countOf } from "../models/format.ts";
import { Icon } from "./icon.tsx";
import { ScriptHelp } from "./script_help.tsx";

/** Characters that a script may have. */
const LONGEST = 10 * 1024;

interface ScriptEditorProps {
  source: string;
  onInput: (source: string) => void;
  onRun: () => void;
  onClose: () => void;
}

/** Where a script is written or changed. Ctrl+Enter runs it; Esc gives it up. */
export function ScriptEditor(props: ScriptEditorProps) {
  const { source } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const help = useId();
  const lines = source.split("\n").length;
  const tooLong = source.length > LONGEST;
  const mayRun = source.trim() !== "" && !tooLong;
  useEffect(() => {
    field.current!.setSelectionRange(0, 0);
    field.current!.focus();
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      if (mayRun) props.onRun();
    } else if (event.key === "Escape") props.onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <form
      class="editor"
      onSubmit={(event) => {
        event.preventDefault();
        if (mayRun) props.onRun();
      }}
    >
      <div class="editor-field">
        <div ref={numbers} class="editor-numbers" aria-hidden="true">
          {Array.from({ length: lines }, (_, index) => index + 1).join("\n")}
        </div>
        <textarea
          ref={field}
          aria-label="Script"
          aria-describedby={help}
          rows={Math.min(Math.max(lines, 6), 24)}
          wrap="off"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          value={source}
          onInput={(event) => props.onInput(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onScroll={(event) => numbers.current!.scrollTop = event.currentTarget.scrollTop}
        />
      </div>
      <p id={help} class="editor-help">
        {tooLong
          ? <strong role="alert">{countOf(source.length - LONGEST, "character")} too long.</strong>
          : (
            <>
              Body of an async function. In scope: <code>tables</code>, <code>await query(plan)</code>,{" "}
              <code>await sql(text)</code>, <code>await columns(table, names)</code>, <code>stats</code>,{" "}
              <code>input</code>, <code>console</code>. Return a value, a list, or{" "}
              <code>{"{columns, rows}"}</code>.
            </>
          )}
      </p>
      <div class="editor-actions">
        <button type="submit" class="button button-small button-primary" disabled={!mayRun}>
          <Icon name="play" /> Run
        </button>
        <button type="button" class="button button-small" onClick={props.onClose}>Cancel</button>
        <span class="editor-keys">
          <kbd>Ctrl</kbd> <kbd>Enter</kbd> to run, <kbd>Esc</kbd> to cancel
        </span>
      </div>
      <ScriptHelp />
    </form>
  );
}
