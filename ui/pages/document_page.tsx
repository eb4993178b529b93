import { useSignal } from "@preact/signals";
import type { Document } from "nexus";
import { useEffect, useMemo } from "preact/hooks";
import { type Problem, problemOf } from "../api/http.ts";
import { useApp } from "../components/app_context.ts";
import { ConfirmButton } from "../components/confirm_button.tsx";
import { DocumentReader } from "../components/document_reader.tsx";
import { DocumentSearch } from "../components/document_search.tsx";
import { Icon } from "../components/icon.tsx";
import { ImportNotes } from "../components/import_notes.tsx";
import { PageTurner } from "../components/page_turner.tsx";
import { ProblemNote } from "../components/problem_note.tsx";
import { DocumentView } from "../models/document_view.ts";
import { countOf, formatBytes } from "../models/format.ts";
import { addresses, type Route } from "../models/router.ts";

type DocumentRoute = Extract<Route, { page: "document" }>;

/** One document: a page of its text with the passage that is meant, and a search inside it. */
export function DocumentPage() {
  const { documents, router } = useApp();
  const route = router.route.value;
  if (route.page !== "document") return null;
  const document = documents.find(route.id);
  if (document) return <Found key={document.id} document={document} route={route} />;
  if (!documents.known.value) return <div class="page" />;
  return (
    <div class="page">
      <p class="answer-text">This document is not here any more.</p>
      <div>
        <a class="button" href={addresses.ask}>Back to your questions</a>
      </div>
    </div>
  );
}

function Found({ document, route }: { document: Document; route: DocumentRoute }) {
  const { documents, router, ask } = useApp();
  const view = useMemo(() => new DocumentView(document.id), [document.id]);
  const removal = useSignal<Problem | null>(null);
  const { number, query, range } = route;
  useEffect(() => void view.load(number, query), [view, number, query]);
  const page = view.page.value;

  const turn = (next: number) => router.go(addresses.document(document.id, { number: next, query }));
  function askAbout() {
    documents.only(document.id);
    router.go(addresses.ask);
    ask.focusTurn.value++;
  }
  async function remove() {
    try {
      await documents.remove(document.id);
      router.go(addresses.ask);
    } catch (error) {
      removal.value = problemOf(error);
    }
  }
  return (
    <div class="page page-wide">
      <header class="page-head">
        <div>
          <h1>{document.title}</h1>
          <p class="faint">
            {document.file}
            {document.parts ? "" : ` · ${countOf(document.pages, "page")}`} · {formatBytes(document.bytes)}
          </p>
        </div>
        <div class="page-tools">
          <button type="button" class="button button-primary" onClick={askAbout}>
            Ask about it <Icon name="arrow" />
          </button>
          <ConfirmButton
            label="Remove"
            question="Remove this document?"
            confirm="Remove"
            onConfirm={remove}
          />
        </div>
      </header>
      {removal.value && <ProblemNote problem={removal.value} />}
      <div class="notes">
        <ImportNotes notes={document.notes} />
      </div>
      <div class="document-body">
        <DocumentSearch
          view={view}
          document={document.id}
          query={query}
          at={{ page: number, range }}
        />
        <section class="document-text" aria-label="Text">
          <PageTurner
            page={number}
            pages={document.pages}
            word={document.parts ? "part" : "page"}
            onPage={turn}
          />
          {view.problem.value && (
            <ProblemNote
              problem={view.problem.value}
              onRetry={() => view.load(number, query)}
            />
          )}
          {page && !view.problem.value && (
            <DocumentReader page={page} range={page.page === number ? range : null} />
          )}
        </section>
      </div>
    </div>
  );
}
