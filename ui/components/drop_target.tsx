import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useApp } from "./app_context.ts";
import { Icon } from "./icon.tsx";

/** Takes files that are dropped anywhere on the page. */
export function DropTarget() {
  const app = useApp();
  const over = useSignal(false);
  useEffect(() => {
    let depth = 0;
    const isFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const handlers: Record<string, (event: DragEvent) => void> = {
      dragenter: () => over.value = ++depth > 0,
      dragleave: () => over.value = --depth > 0,
      dragover: () => {},
      drop: (event) => {
        depth = 0;
        over.value = false;
        app.take(event.dataTransfer?.files ?? []);
      },
    };
    const listener = (event: Event) => {
      const drag = event as DragEvent;
      if (!isFiles(drag)) return;
      drag.preventDefault();
      handlers[drag.type]?.(drag);
    };
    for (const name of Object.keys(handlers)) document.addEventListener(name, listener);
    return () => {
      for (const name of Object.keys(handlers)) document.removeEventListener(name, listener);
    };
  }, []);
  return (
    <div class={`drop ${over.value ? "drop-over" : ""}`} aria-hidden="true">
      <div class="drop-card">
        <Icon name="upload" size={28} />
        <p>{app.router.route.value.page === "plugins" ? "Drop to look at it" : "Drop to import"}</p>
        <p class="faint">It stays on this machine</p>
      </div>
    </div>
  );
}
