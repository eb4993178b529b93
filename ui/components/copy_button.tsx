import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "./icon.tsx";

/** Copies a text, and says that it did. */
export function CopyButton(props: { label: string; text: () => string; quiet?: boolean }) {
  const done = useSignal<"" | "Copied" | "Not allowed">("");
  useEffect(() => {
    if (!done.value) return;
    const timer = setTimeout(() => done.value = "", 1600);
    return () => clearTimeout(timer);
  }, [done.value]);
  async function copy() {
    try {
      await navigator.clipboard.writeText(props.text());
      done.value = "Copied";
    } catch {
      done.value = "Not allowed";
    }
  }
  return (
    <button type="button" class={`button button-small ${props.quiet ? "button-quiet" : ""}`} onClick={copy}>
      <Icon name={done.value === "Copied" ? "check" : "copy"} />
      <span aria-live="polite">{done.value || props.label}</span>
    </button>
  );
}
