import { signal } from "@preact/signals";
import type { TextRange } from "nexus";

/** The pages, by address. */
export type Route =
  | { page: "ask" }
  | { page: "dataset"; id: string }
  | { page: "document"; id: string; number: number; range: TextRange | null; query: string }
  | { page: "plugins" }
  | { page: "system" }
  | { page: "docs" };

/** The page that an address names. Unknown ones are the first page. */
export function routeOf(pathname: string, hash: string): Route {
  if (pathname.replace(/\/$/, "") === "/docs") return { page: "docs" };
  const [path = "", search] = hash.replace(/^#\/?/, "").split("?");
  const [name, id, number] = path.split("/");
  if (name === "data" && id) return { page: "dataset", id: decodeURIComponent(id) };
  if (name === "documents" && id) {
    const query = new URLSearchParams(search);
    const [, from, to] = /^(\d{1,9})-(\d{1,9})$/.exec(query.get("at") ?? "") ?? [];
    return {
      page: "document",
      id: decodeURIComponent(id),
      number: Math.max(1, Math.trunc(Number(number)) || 1),
      range: from && to ? [Number(from), Number(to)] : null,
      query: query.get("q") ?? "",
    };
  }
  return name === "plugins" || name === "system" ? { page: name } : { page: "ask" };
}

/** Addresses of the pages. From `/docs` they lead back to the page at `/`. */
export const addresses = {
  ask: "/#/",
  plugins: "/#/plugins",
  system: "/#/system",
  docs: "/docs",
  dataset: (id: string): string => `/#/data/${encodeURIComponent(id)}`,
  /** A page of a document; `range` is picked out in it, the words of `query` are marked. */
  document: (
    id: string,
    options: { number?: number; range?: TextRange | null; query?: string } = {},
  ): string => {
    const { number = 1, range, query } = options;
    const search = new URLSearchParams();
    if (range) search.set("at", range.join("-"));
    if (query) search.set("q", query);
    return `/#/documents/${encodeURIComponent(id)}/${number}${search.size > 0 ? `?${search}` : ""}`;
  },
};

/** Which page is shown. */
export class Router {
  readonly route = signal<Route>({ page: "ask" });

  start(): () => void {
    const change = () => {
      this.route.value = routeOf(location.pathname, location.hash);
    };
    change();
    globalThis.addEventListener("hashchange", change);
    return () => globalThis.removeEventListener("hashchange", change);
  }

  go(address: string): void {
    location.assign(address);
  }
}
