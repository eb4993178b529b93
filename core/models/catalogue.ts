/**
 * Models that are known to Nexus: what they need and what they can do. Needs are those of the usual 4-bit weights with a context of
 * 8,192 tokens, from the sizes that Ollama's library states plus the key-value cache of each architecture.
 *
 * @module
 */

/** What a model can be used for. `code`: also reads and writes code well. `thinking`: thinks before it answers unless told not to. */
export type Ability = "text" | "code" | "embedding" | "thinking";

/** A model that is known. */
export interface KnownModel {
  /** As Ollama names it, with its size as the tag. */
  name: string;
  /** Billions of parameters. */
  parameters: number;
  /** MiB with weights and a working context. */
  needMb: number;
  /** Longest context in tokens. */
  context: number;
  abilities: readonly Ability[];
  /** How well it fills forms or embeds, among models of its kind; higher is better. */
  rank: number;
}

type Row = [
  name: string,
  parameters: number,
  needMb: number,
  context: number,
  rank: number,
  abilities: Ability[],
];

const TEXT: Ability[] = ["text"];
const CODE: Ability[] = ["text", "code"];
const THINKING: Ability[] = ["text", "code", "thinking"];
const EMBEDDING: Ability[] = ["embedding"];

const ROWS: readonly Row[] = [
  ["llama3.1:8b", 8, 6200, 131_072, 70, CODE],
  ["llama3.2:3b", 3.2, 3200, 131_072, 50, TEXT],
  ["llama3.2:1b", 1.2, 2000, 131_072, 20, TEXT],
  ["llama3.3:70b", 70, 46_000, 131_072, 95, CODE],
  ["qwen2.5:0.5b", 0.5, 900, 32_768, 10, TEXT],
  ["qwen2.5:1.5b", 1.5, 1700, 32_768, 32, TEXT],
  ["qwen2.5:3b", 3.1, 3000, 32_768, 52, CODE],
  ["qwen2.5:7b", 7.6, 6000, 32_768, 74, CODE],
  ["qwen2.5:14b", 14.8, 11_500, 32_768, 82, CODE],
  ["qwen2.5:32b", 32.8, 23_500, 32_768, 90, CODE],
  ["qwen2.5-coder:1.5b", 1.5, 1700, 32_768, 31, CODE],
  ["qwen2.5-coder:3b", 3.1, 3000, 32_768, 51, CODE],
  ["qwen2.5-coder:7b", 7.6, 6000, 32_768, 73, CODE],
  ["qwen2.5-coder:14b", 14.8, 11_500, 32_768, 81, CODE],
  ["qwen2.5-coder:32b", 32.8, 23_500, 32_768, 89, CODE],
  ["qwen3:0.6b", 0.6, 1500, 40_960, 12, THINKING],
  ["qwen3:1.7b", 2, 2400, 40_960, 36, THINKING],
  ["qwen3:4b", 4, 4200, 40_960, 60, THINKING],
  ["qwen3:8b", 8.2, 6800, 40_960, 76, THINKING],
  ["qwen3:14b", 14.8, 11_500, 40_960, 84, THINKING],
  ["qwen3:30b", 30.5, 21_500, 40_960, 88, THINKING],
  ["qwen3:32b", 32.8, 24_000, 40_960, 91, THINKING],
  // Full attention heads: its cache alone takes 3 GB at 8,192 tokens.
  ["phi3:mini", 3.8, 5400, 131_072, 45, TEXT],
  ["phi3:medium", 14, 11_000, 131_072, 66, TEXT],
  ["phi4-mini:3.8b", 3.8, 4200, 131_072, 56, CODE],
  ["phi4:14b", 14.7, 11_500, 16_384, 80, CODE],
  ["mistral:7b", 7.2, 5600, 32_768, 58, CODE],
  ["mistral-nemo:12b", 12.2, 9200, 131_072, 68, CODE],
  ["gemma2:2b", 2.6, 2800, 8192, 40, TEXT],
  ["gemma2:9b", 9.2, 8000, 8192, 69, CODE],
  ["gemma2:27b", 27.2, 20_000, 8192, 78, CODE],
  ["gemma3:1b", 1, 1600, 32_768, 22, TEXT],
  ["gemma3:4b", 4.3, 4800, 131_072, 57, TEXT],
  ["gemma3:12b", 12.2, 10_500, 131_072, 79, CODE],
  ["gemma3:27b", 27.4, 20_500, 131_072, 87, CODE],
  ["codellama:7b", 6.7, 8200, 16_384, 38, CODE],
  ["deepseek-coder-v2:16b", 15.7, 11_500, 163_840, 65, CODE],
  ["nomic-embed-text", 0.14, 600, 2048, 60, EMBEDDING],
  ["mxbai-embed-large", 0.33, 1000, 512, 65, EMBEDDING],
  ["bge-m3", 0.57, 1700, 8192, 70, EMBEDDING],
  ["snowflake-arctic-embed", 0.33, 1000, 512, 55, EMBEDDING],
  ["embeddinggemma", 0.3, 1000, 2048, 68, EMBEDDING],
  ["all-minilm", 0.02, 250, 256, 40, EMBEDDING],
];

/** All models that are known. */
export const CATALOGUE: readonly KnownModel[] = ROWS.map((
  [name, parameters, needMb, context, rank, abilities],
) => ({ name, parameters, needMb, context, rank, abilities }));

/** Tags that name the usual size: `llama3.1:latest` is `llama3.1:8b`. */
const USUAL: Record<string, string> = {
  "llama3.1": "8b",
  "llama3.2": "3b",
  "llama3.3": "70b",
  "qwen2.5": "7b",
  "qwen2.5-coder": "7b",
  qwen3: "8b",
  phi3: "mini",
  "phi4-mini": "3.8b",
  phi4: "14b",
  mistral: "7b",
  "mistral-nemo": "12b",
  gemma2: "9b",
  gemma3: "4b",
  codellama: "7b",
  "deepseek-coder-v2": "16b",
};

/** `name:tag`; without a tag Ollama means `latest`. */
export function fullName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1).includes(":") ? name : `${name}:latest`;
}

/** The entry of a model that Ollama lists, whatever its quantisation: `llama3.1:8b-instruct-q4_K_M` is `llama3.1:8b`. */
export function knownModel(name: string): KnownModel | undefined {
  const [family = "", tag = ""] = fullName(name.trim().toLowerCase()).split(":");
  const size = tag === "latest" ? USUAL[family] : /^(\d+(?:\.\d+)?b|mini|medium)(?=$|-)/.exec(tag)?.[1];
  return CATALOGUE.find((known) => known.name === (size === undefined ? family : `${family}:${size}`)) ??
    CATALOGUE.find((known) => known.name === family && known.abilities.includes("embedding"));
}
