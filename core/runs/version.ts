import configuration from "../../deno.json" with { type: "json" };

/** Version of this Nexus. */
export const VERSION: string = configuration.version;
