/** Documents: import, catalogue, search. @module */
export { type DocumentFacts, Library } from "./library.ts";
export { type DocumentFile, readDocument } from "./read_document.ts";
