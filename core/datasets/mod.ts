/** Datasets: import and catalogue. @module */
export { Catalogue, schemaOf } from "./catalogue.ts";
export { type DocumentShelf, Importer, type ImportOutcome, type IncomingFile } from "./import.ts";
export { datasetName, fileName } from "./names.ts";
export { suggestQuestions } from "./suggest.ts";
