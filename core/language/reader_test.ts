import assert from "node:assert/strict";
import { NexusError, type ValueIndex } from "../contract/mod.ts";
import { movies } from "./_tables_for_tests.ts";
import { Reader } from "./reader.ts";

Deno.test("Reader.read() reads in a process of its own, and loads a value index once", async () => {
  let loads = 0;
  const reader = new Reader({
    values: (id): ValueIndex => {
      assert.equal(id, "movies");
      loads += 1;
      return movies.values;
    },
    deadlineMs: 30_000,
  });
  try {
    for (let time = 0; time < 2; time++) {
      const outcome = await reader.read({ text: "who directed Red Moon?" }, [movies.profile]);
      assert.ok(outcome.status === "read");
      assert.equal(outcome.readings[0]!.summary, '"Director" where "Title" is "Red Moon"');
    }
    assert.equal(loads, 1);
  } finally {
    await reader.close();
  }
});

Deno.test("Reader.read() is replaced after its deadline", async () => {
  const reader = new Reader({ values: () => movies.values, deadlineMs: 1 });
  try {
    await assert.rejects(
      reader.read({ text: "average ".repeat(400) }, [movies.profile]),
      (error) => error instanceof NexusError && error.code === "process.deadline",
    );
  } finally {
    await reader.close();
  }
});

Deno.test("Reader.read() counts neither the start of its process nor the questions before it, and is cancelled at once", async () => {
  const reader = new Reader({ values: () => movies.values, deadlineMs: 4000 });
  try {
    const texts = ["who directed Red Moon?", "average ".repeat(100), "how many rows?", "how many rows?"];
    const stop = new AbortController();
    const reads = texts.map((text, index) =>
      reader.read({ text }, [movies.profile], index === 2 ? { signal: stop.signal } : {}).then(
        ({ status }) => status,
        (error) => error.code,
      )
    );
    stop.abort();
    assert.equal(await reads[2], "process.cancelled");
    const [first, , , last] = await Promise.all(reads);
    assert.deepEqual([first, last], ["read", "read"]);
  } finally {
    await reader.close();
  }
});

Deno.test("Reader.read() after close() says so", async () => {
  const reader = new Reader({ values: () => movies.values });
  await reader.close();
  await assert.rejects(reader.read({ text: "how many rows?" }, [movies.profile]), /closed/);
});

Deno.test("Reader.rest() lets the process go, and the next question starts another", async () => {
  let loads = 0;
  const reader = new Reader({ values: () => (loads++, movies.values), deadlineMs: 30_000 });
  try {
    for (let time = 1; time <= 2; time++) {
      const outcome = await reader.read({ text: "who directed Red Moon?" }, [movies.profile]);
      assert.deepEqual([outcome.status, loads], ["read", time]);
      reader.rest();
    }
  } finally {
    await reader.close();
  }
});
