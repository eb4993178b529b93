import { useApp } from "./app_context.ts";
import { ScriptEditor } from "./script_editor.tsx";

/** Where a script of one's own is written; what comes of it is a card like any other. */
export function ScriptBox() {
  const { ask } = useApp();
  const source = ask.script.value;
  if (source === null) return null;
  return (
    <section class="card script-box" aria-label="A script of your own">
      <ScriptEditor
        source={source}
        onInput={(next) => ask.script.value = next}
        onRun={() => ask.runScript()}
        onClose={() => ask.closeScript()}
      />
    </section>
  );
}
