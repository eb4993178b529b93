/**
 * Language models: what an agent asks of one, and what is known of those that are here.
 *
 * @module
 */
import { z } from "zod";

/**
 * The form that a model fills: a closed part of JSON Schema, so that the host can hold an answer against it without running anything
 * that came with it. Every property that is not named is refused.
 */
export type OutputSchema =
  | {
    type: "object";
    properties: Record<string, OutputSchema>;
    required: string[];
    additionalProperties: false;
    description?: string | undefined;
  }
  | {
    type: "array";
    items: OutputSchema;
    minItems?: number | undefined;
    maxItems?: number | undefined;
    description?: string | undefined;
  }
  | {
    type: "string";
    enum?: string[] | undefined;
    maxLength?: number | undefined;
    description?: string | undefined;
  }
  | {
    type: "number" | "integer";
    minimum?: number | undefined;
    maximum?: number | undefined;
    description?: string | undefined;
  }
  | { type: "boolean" | "null"; description?: string | undefined }
  | { anyOf: OutputSchema[]; description?: string | undefined };

const description = z.string().max(2000).optional();
const length = z.number().int().nonnegative();

export const OutputSchema: z.ZodType<OutputSchema> = z.lazy(() =>
  z.union([
    z.strictObject({
      type: z.literal("object"),
      properties: z.record(z.string(), OutputSchema),
      required: z.array(z.string()),
      additionalProperties: z.literal(false),
      description,
    }),
    z.strictObject({
      type: z.literal("array"),
      items: OutputSchema,
      minItems: length.optional(),
      maxItems: length.optional(),
      description,
    }),
    z.strictObject({
      type: z.literal("string"),
      enum: z.array(z.string()).min(1).max(2000).optional(),
      maxLength: length.optional(),
      description,
    }),
    z.strictObject({
      type: z.enum(["number", "integer"]),
      minimum: z.number().optional(),
      maximum: z.number().optional(),
      description,
    }),
    z.strictObject({ type: z.enum(["boolean", "null"]), description }),
    z.strictObject({ anyOf: z.array(OutputSchema).min(1).max(20), description }),
  ])
);

/**
 * What a model is asked. `task` is the agent's own instruction; whatever came from a file or a person stands in `data`, which the host
 * sets apart from the instruction.
 */
export const ModelPrompt = z.strictObject({
  task: z.string().min(1).max(20_000),
  data: z.array(z.strictObject({ label: z.string().min(1).max(200), text: z.string().max(100_000) })).max(20),
});
export type ModelPrompt = z.infer<typeof ModelPrompt>;

/** What a model gave: a value that fits the schema, and the model's name. */
export const Generated = z.object({ value: z.json(), model: z.string() });
export type Generated = z.infer<typeof Generated>;

/** What a model is used for. */
export const ModelRole = z.enum(["primary", "review", "embedding"]);
export type ModelRole = z.infer<typeof ModelRole>;

/** `GET /models`: this machine, the models that Ollama has, and which of them are used for what, and why. */
export const ModelsInfo = z.object({
  ollama: z.object({
    url: z.string(),
    reachable: z.boolean(),
    version: z.string().nullable(),
    message: z.string(),
  }),
  machine: z.object({
    cpu: z.string(),
    cores: z.number(),
    memoryMb: z.number(),
    gpus: z.array(z.object({ name: z.string(), memoryMb: z.number() })),
    /** What a model may take, and where that comes from. Null where Ollama runs on another machine. */
    budgetMb: z.number().nullable(),
    budget: z.string(),
  }),
  choices: z.array(z.object({ role: ModelRole, model: z.string().nullable(), reason: z.string() })),
  installed: z.array(z.object({
    name: z.string(),
    /** Memory with a working context. */
    needMb: z.number(),
    context: z.number().nullable(),
    abilities: z.array(z.string()),
    fits: z.boolean(),
    note: z.string(),
  })),
});
export type ModelsInfo = z.infer<typeof ModelsInfo>;
