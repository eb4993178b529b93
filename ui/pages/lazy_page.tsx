import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { ProblemNote } from "../components/problem_note.tsx";

const PAGES = {
  document: () => import("./document_page.tsx").then(({ DocumentPage }) => DocumentPage),
  plugins: () => import("./plugins_page.tsx").then(({ PluginsPage }) => PluginsPage),
  system: () => import("./system_page.tsx").then(({ SystemPage }) => SystemPage),
  docs: () => import("./api_docs.tsx").then(({ ApiDocsPage }) => ApiDocsPage),
} satisfies Record<string, () => Promise<ComponentType>>;

/** A page that not everybody opens: its code comes with the first look at it. */
export function LazyPage({ name }: { name: keyof typeof PAGES }) {
  const page = useSignal<{ name: string; Page: ComponentType } | null>(null);
  const failed = useSignal(false);
  async function load() {
    failed.value = false;
    try {
      page.value = { name, Page: await PAGES[name]() };
    } catch {
      failed.value = true;
    }
  }
  useEffect(() => void load(), [name]);
  if (page.value?.name === name) {
    const { Page } = page.value;
    return <Page />;
  }
  return (
    <div class="page">
      {failed.value && (
        <ProblemNote
          problem={{
            message: "This page could not be loaded",
            hint: "Nexus may have been updated. Load the page in your browser again.",
          }}
          onRetry={() => location.reload()}
        />
      )}
    </div>
  );
}
