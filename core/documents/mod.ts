/** Documents: import, catalogue, search. @module */
export { type DocumentFacts, Library, type LibraryState } from "./library.ts";
export { type DocumentFile, readDocument } from "./read_document.ts";
