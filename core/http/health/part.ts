/**
 * One line of the health report.
 *
 * @module
 */
import type { Health } from "../../contract/mod.ts";

/** A part and how it is. */
export type Part = Health["parts"][number];

/** A look at a part that may hang (a network disk, a proxy) is not waited for any longer. */
const LOOK_MS = 800;

/** Looks at a part. What is not answered in time, or fails, is said of it. */
export async function look(
  name: string,
  find: () => Part | Promise<Part>,
  late: Pick<Part, "status" | "message"> = {
    status: "degraded",
    message: "It did not answer within a second.",
  },
): Promise<Part> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<Part>((resolve) =>
    timer = setTimeout(() => resolve({ name, ...late }), LOOK_MS)
  );
  try {
    return await Promise.race([find(), timeout]);
  } catch (error) {
    return { name, status: "degraded", message: (error as Error).message };
  } finally {
    clearTimeout(timer);
  }
}
