/**
 * My plugin: the built-in language reads the question, the host computes the answer.
 *
 * @module
 */
import { defineAgent } from "nexus";

export default defineAgent({
  // Numbers never pass through here: an agent hands over the reference of a result, and the host sets status and trust.
  async *run(task, host) {
    if (task.intent !== "analyze") return;
    yield { type: "step", title: "Reading the question" };
    const outcome = await host.read(task.question);
    const reading = outcome.status === "read" ? outcome.readings[0] : undefined;
    if (outcome.status !== "read" || reading === undefined) {
      yield { type: "outcome", outcome };
      return;
    }
    yield { type: "step", title: "Computing", detail: reading.summary };
    const { ref } = await host.query(reading.plan);
    yield { type: "result", reading, certainty: outcome.certainty, ref };
  },
});
