import assert from "node:assert/strict";
import { knownModel } from "./catalogue.ts";
import { MACHINE } from "./_ollama_for_tests.ts";
import { type InstalledModel, type SelectInput, selectModels } from "./select.ts";

const GB = 1e9;

function installed(...names: string[]): InstalledModel[] {
  return names.map((name) => ({ name, digest: "", size: 0.1 * GB, remote: false }));
}

function select(input: Partial<SelectInput>) {
  return selectModels({
    installed: [],
    machine: MACHINE,
    local: true,
    enginesMb: 4096,
    wanted: { primary: "", review: "", embedding: "" },
    automatic: true,
    ...input,
  });
}

const GPU = { ...MACHINE, gpus: [{ name: "RTX", memoryMb: 12_288 }] };

const TABLE: { title: string; input: Partial<SelectInput>; chosen: (string | null)[]; says: RegExp }[] = [
  {
    title: "a small model without a graphics card",
    input: { installed: installed("llama3.1:8b", "llama3.2:3b", "nomic-embed-text:latest") },
    chosen: ["llama3.2:3b", "llama3.2:3b", "nomic-embed-text:latest"],
    says: /small models are preferred without a graphics card/,
  },
  {
    title: "the best that fits on a graphics card, another one for review",
    input: {
      installed: installed("llama3.1:8b", "phi3:mini", "qwen2.5:32b", "qwen2.5-coder:7b"),
      machine: GPU,
    },
    chosen: ["qwen2.5-coder:7b", "llama3.1:8b", null],
    says: /^Chosen: the best of 3 that fit, needs about 6000 MiB/,
  },
  {
    title: "a slow model where there is no other",
    input: { installed: installed("llama3.1:latest") },
    chosen: ["llama3.1:latest", "llama3.1:latest", null],
    says: /slow without a graphics card/,
  },
  {
    title: "nothing where nothing fits",
    input: { installed: installed("llama3.1:8b"), machine: { ...MACHINE, memoryMb: 4096 } },
    chosen: [null, null, null],
    says: /llama3.1:8b needs about 6200 MiB, 1024 MiB are there/,
  },
  {
    title: "what is named, also where it may not fit",
    input: {
      installed: installed("qwen2.5:32b", "llama3.2:3b"),
      wanted: { primary: "qwen2.5:32b", review: "", embedding: "" },
    },
    chosen: ["qwen2.5:32b", "llama3.2:3b", null],
    says: /^PRIMARY_MODEL names it, although it needs about 23500 MiB/,
  },
  {
    title: "another where the one that is named is not there",
    input: { installed: installed("llama3.2:3b"), wanted: { primary: "mistral", review: "", embedding: "" } },
    chosen: ["llama3.2:3b", "llama3.2:3b", null],
    says: /^PRIMARY_MODEL names mistral, which Ollama does not have \(ollama pull mistral\)\. Chosen/,
  },
  {
    title: "nothing that was not named, where choosing is off",
    input: {
      installed: installed("llama3.2:3b"),
      automatic: false,
      wanted: { primary: "", review: "llama3.2:3b", embedding: "" },
    },
    chosen: [null, "llama3.2:3b", null],
    says: /AUTO_MODEL_SELECTION is off/,
  },
  {
    title: "no embedding model for reading questions",
    input: {
      installed: installed("all-minilm", "llama3.2:3b"),
      wanted: { primary: "all-minilm", review: "", embedding: "" },
    },
    chosen: ["llama3.2:3b", "llama3.2:3b", "all-minilm"],
    says: /which cannot do text/,
  },
  {
    title: "never a model on somebody else's machine, not even where it is named",
    input: {
      installed: [{ ...installed("gpt-oss:120b-cloud")[0]!, remote: true, capabilities: ["completion"] }],
      wanted: { primary: "gpt-oss:120b-cloud", review: "", embedding: "" },
    },
    chosen: [null, null, null],
    says: /data would leave this one/,
  },
  {
    title: "a model that is not in the catalogue, by what Ollama says of it",
    input: { installed: [{ ...installed("acme:2b")[0]!, size: 1.5 * GB, capabilities: ["completion"] }] },
    chosen: ["acme:2b", "acme:2b", null],
    says: /the best of 1 that fits, needs about 2146 MiB/,
  },
  {
    title: "what Ollama has on another machine, whose memory is not known",
    input: { installed: installed("qwen2.5:32b"), local: false },
    chosen: ["qwen2.5:32b", "qwen2.5:32b", null],
    says: /^Chosen/,
  },
  {
    title: "advice where there are no models",
    input: {},
    chosen: [null, null, null],
    says: /ollama pull qwen3:4b/,
  },
];

for (const { title, input, chosen, says } of TABLE) {
  Deno.test(`selectModels() picks ${title}`, () => {
    const { choices } = select(input);
    assert.deepEqual(choices.map(({ model }) => model), chosen);
    assert.match(choices[0]!.reason, says);
    for (const { reason } of choices) assert.ok(reason.length > 10);
  });
}

Deno.test("knownModel() knows a model by its tags", () => {
  const names = [
    "llama3.1:8b-instruct-q4_K_M",
    "phi3",
    "phi3:mini",
    "nomic-embed-text:v1.5",
    "qwen3:4b-q8_0",
    "x:8b",
  ];
  assert.deepEqual(names.map((name) => knownModel(name)?.name), [
    "llama3.1:8b",
    "phi3:mini",
    "phi3:mini",
    "nomic-embed-text",
    "qwen3:4b",
    undefined,
  ]);
});
