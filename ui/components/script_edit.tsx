import type { ComponentChildren } from "preact";
import type { Analysis } from "../models/analysis.ts";
import { useApp } from "./app_context.ts";
import { Icon } from "./icon.tsx";
import { ScriptEditor } from "./script_editor.tsx";

/** A script as it ran, or its editor: what is run comes in the place of the answer. */
export function ScriptEdit(props: { analysis: Analysis; source: string; children: ComponentChildren }) {
  const { analysis } = props;
  const { thread } = useApp();
  const { draft } = analysis;
  if (draft.value !== null) {
    return (
      <ScriptEditor
        source={draft.value}
        onInput={(source) => draft.value = source}
        onRun={() => thread.runScript(analysis, draft.value ?? props.source)}
        onClose={() => draft.value = null}
      />
    );
  }
  return (
    <>
      {props.children}
      <div>
        <button type="button" class="button button-small" onClick={() => draft.value = props.source}>
          <Icon name="edit" /> Edit and run again
        </button>
      </div>
    </>
  );
}
