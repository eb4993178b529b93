/** Changes with everything that decides which passages there are and in which order they are found. */
export const INDEX_VERSION = "passages 8, orama 3.1.18";
