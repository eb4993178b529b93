import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useApp } from "../components/app_context.ts";
import { DropTarget } from "../components/drop_target.tsx";
import { SideBar } from "../components/side_bar.tsx";
import { TopBar } from "../components/top_bar.tsx";
import type { App } from "../models/app.ts";
import { addresses, type Route } from "../models/router.ts";
import { AskPage } from "./ask_page.tsx";
import { DatasetPage } from "./dataset_page.tsx";
import { LazyPage } from "./lazy_page.tsx";

/** What stands around every page. */
export function Shell() {
  const app = useApp();
  const sideOpen = useSignal(false);
  const route = app.router.route.value;

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape") sideOpen.value = false;
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) {
        return;
      }
      event.preventDefault();
      if (app.router.route.value.page !== "ask") app.router.go(addresses.ask);
      app.ask.focusTurn.value++;
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  useEffect(() => {
    sideOpen.value = false;
    document.title = titleOf(route, app);
    // A place inside a document scrolls to itself.
    if (route.page !== "document") document.getElementById("main")?.scrollTo(0, 0);
  }, [route]);

  return (
    <div class="shell">
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById("main")?.focus();
        }}
      >
        Skip to the content
      </a>
      <TopBar sideOpen={sideOpen.value} onSide={() => sideOpen.value = !sideOpen.value} />
      <SideBar open={sideOpen.value} onClose={() => sideOpen.value = false} />
      {sideOpen.value && <div class="side-shade" onClick={() => sideOpen.value = false} />}
      <main id="main" class="main" tabIndex={0}>
        {route.page === "ask" && <AskPage />}
        {route.page === "dataset" && <DatasetPage id={route.id} />}
        {route.page !== "ask" && route.page !== "dataset" && <LazyPage name={route.page} />}
      </main>
      {!app.live.connected.value && (
        <div class="lost" role="status">
          <span class="spinner" aria-hidden="true" />{" "}
          Nexus does not answer. Connecting again; nothing is lost.
        </div>
      )}
      <DropTarget />
      <div class="visually-hidden" role="status">{app.announcement.value}</div>
    </div>
  );
}

function titleOf(route: Route, { datasets, documents }: App): string {
  if (route.page === "dataset") return `${datasets.find(route.id)?.name ?? "Data"} – Nexus`;
  if (route.page === "document") return `${documents.find(route.id)?.name ?? "Document"} – Nexus`;
  return {
    ask: "Nexus",
    plugins: "Plugins – Nexus",
    system: "System – Nexus",
    docs: "API – Nexus",
  }[route.page];
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}
