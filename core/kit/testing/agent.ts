import { type AgentHost, NexusError } from "../../contract/mod.ts";

/** A host that grants an agent what is given, and denies everything else. */
export function hostWith(granted: Partial<AgentHost>): AgentHost {
  const denied = () => Promise.reject(new NexusError("plugin.denied", "not granted in this test"));
  return {
    read: denied,
    query: denied,
    fetch: denied,
    generate: denied,
    search: denied,
    execute: denied,
    ...granted,
  };
}
