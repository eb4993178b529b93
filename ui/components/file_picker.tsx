import { useRef } from "preact/hooks";
import { useApp } from "./app_context.ts";
import { Icon } from "./icon.tsx";

/** Picks files, several at once. */
export function FilePicker(props: { label: string; primary?: boolean }) {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={props.label}
        onChange={(event) => {
          app.take(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
        }}
      />
      <button
        type="button"
        class={`button ${props.primary ? "button-primary" : ""}`}
        onClick={() => input.current?.click()}
      >
        <Icon name={props.primary ? "upload" : "plus"} /> {props.label}
      </button>
    </>
  );
}
