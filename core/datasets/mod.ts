/** Datasets: import and catalogue. @module */
export { Catalogue, schemaOf } from "./catalogue.ts";
export { Importer } from "./import.ts";
export type { DocumentShelf, ImportOutcome, IncomingFile } from "./incoming.ts";
export { datasetName, fileName } from "./names.ts";
export { withNumbers } from "./row_origin.ts";
export { suggestQuestions } from "./suggest.ts";
