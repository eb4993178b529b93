import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./icon.tsx";

/** Does something that cannot be undone, after a second press. */
export function ConfirmButton(
  props: { label: string; question: string; confirm: string; onConfirm: () => void },
) {
  const asking = useSignal(false);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking.value) keep.current?.focus();
  }, [asking.value]);
  if (!asking.value) {
    return (
      <button type="button" class="button button-small button-quiet" onClick={() => asking.value = true}>
        <Icon name="trash" /> {props.label}
      </button>
    );
  }
  return (
    <div
      class="confirm"
      role="group"
      aria-label={props.question}
      onKeyDown={(event) => {
        if (event.key === "Escape") asking.value = false;
      }}
    >
      <span>{props.question}</span>
      <button type="button" class="button button-small button-danger" onClick={props.onConfirm}>
        {props.confirm}
      </button>
      <button ref={keep} type="button" class="button button-small" onClick={() => asking.value = false}>
        Keep
      </button>
    </div>
  );
}
