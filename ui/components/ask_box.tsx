import { useEffect, useId, useRef } from "preact/hooks";
import { useApp } from "./app_context.ts";
import { AskFooter } from "./ask_footer.tsx";
import { CompletionMenu } from "./completion_menu.tsx";
import { Icon } from "./icon.tsx";

/** Where the question is written. Enter asks; arrows go through completions, or through earlier questions. */
export function AskBox() {
  const { ask } = useApp();
  const input = useRef<HTMLTextAreaElement>(null);
  const menu = useId();
  const list = ask.completions.value;

  useEffect(() => {
    if (ask.focusTurn.value === 0) return;
    const field = input.current!;
    field.focus();
    field.setSelectionRange(ask.caret.value, ask.caret.value);
    field.scrollIntoView({ block: "nearest" });
  }, [ask.focusTurn.value]);

  useEffect(() => fitHeight(input.current!), [ask.draft.value]);

  function place(caret: number) {
    requestAnimationFrame(() => input.current?.setSelectionRange(caret, caret));
  }
  function complete(index: number) {
    place(ask.complete(index));
    input.current?.focus();
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    const open = ask.completions.value !== null;
    const key = event.key;
    if (key === "Enter" && !event.shiftKey) {
      if (open && ask.active.value >= 0) complete(ask.active.value);
      else ask.submit();
    } else if (key === "Tab" && open && ask.active.value >= 0) complete(ask.active.value);
    else if (key === "Escape" && open) ask.closeCompletions();
    else if (key === "ArrowDown" && open) ask.move(1);
    else if (key === "ArrowUp" && open) ask.move(-1);
    else if (key === "ArrowUp" && atStart(input.current!) && ask.recall(1)) place(ask.caret.value);
    else if (key === "ArrowDown" && atEnd(input.current!) && ask.recall(-1)) place(ask.caret.value);
    else return;
    event.preventDefault();
  }
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        ask.submit();
      }}
    >
      <div class="ask-field">
        <textarea
          ref={input}
          rows={1}
          class="ask-input"
          aria-label="Your question"
          aria-autocomplete="list"
          aria-controls={list ? menu : undefined}
          aria-activedescendant={list && ask.active.value >= 0 ? `${menu}-${ask.active.value}` : undefined}
          placeholder="Ask a question about your data"
          autocomplete="off"
          spellcheck={false}
          maxLength={4000}
          value={ask.draft.value}
          onInput={(event) => ask.type(event.currentTarget.value, event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
          onBlur={() => ask.closeCompletions()}
        />
        <button type="submit" class="button button-primary ask-send" disabled={ask.draft.value.trim() === ""}>
          <span class="ask-word">Ask</span>
          <Icon name="arrow" />
        </button>
        {list && <CompletionMenu id={menu} list={list} active={ask.active.value} onChoose={complete} />}
      </div>
      <AskFooter />
    </form>
  );
}

/** For browsers where a field does not grow by itself. */
function fitHeight(field: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

function atStart(field: HTMLTextAreaElement): boolean {
  return field.selectionStart === field.selectionEnd &&
    !field.value.slice(0, field.selectionStart).includes("\n");
}

function atEnd(field: HTMLTextAreaElement): boolean {
  return field.selectionStart === field.selectionEnd && !field.value.slice(field.selectionEnd).includes("\n");
}
