import assert from "node:assert/strict";
import { until } from "nexus/testing";
import type { Scripted } from "../../models/_ollama_for_tests.ts";
import { type Bench, withModel } from "../_bench_for_tests.ts";
import { findEvidence, rerunReceipt } from "../mod.ts";

/** The language does not understand it. */
const STRANGE = "Where do we bring home the bacon nowadays?";
const FORM = {
  table: "table 1",
  way: "script",
  filters: [],
  match: "all",
  groups: [],
  measures: [],
  columns: [],
  sort: [],
  limit: null,
};
const GOOD =
  `const { rows } = await sql(\`SELECT "region", sum("revenue") AS "total" FROM "shop" GROUP BY ALL ORDER BY "region"\`);
console.log("regions", rows.length);
return rows.map(([region, total]) => ({ region, total }));`;

function script(code: string, summary = "total revenue of each region"): Scripted {
  return { text: JSON.stringify({ summary, code }) };
}

/** A model that takes a script, and writes these one after the other; the review model has nothing to say. */
function writer(scripts: Scripted[]): (asked: { format: unknown }) => Scripted {
  let next = 0;
  return ({ format }) => {
    const form = JSON.stringify(format);
    if (form.includes('"fits"')) return { text: JSON.stringify({ fits: true, remarks: [] }) };
    if (form.includes('"code"')) return scripts[Math.min(next++, scripts.length - 1)]!;
    return { text: JSON.stringify(FORM) };
  };
}

const code = (source: string, more: object = {}) => ({ code: { source, ...more } });
const without: (asked: unknown) => Scripted = () => ({ status: 500, error: "not to be asked" });

Deno.test("a script of a model is reviewed, run, told, drawn, kept, and is suggested", async () => {
  await withModel(writer([script(GOOD)]), async ({ ask, asked, services }) => {
    const answer = await ask(STRANGE);
    assert.deepEqual(
      [answer.status, answer.trust, answer.computation, answer.reading, answer.kind],
      ["answered", "suggested", "generated", "likely", "table"],
      answer.text,
    );
    assert.deepEqual(answer.answer, {
      columns: ["region", "total"],
      rows: [["east", 30], ["north", 50], ["south", 20]],
    });
    assert.match(answer.text, /^Total revenue of each region: .*north \(50\)/);
    assert.equal(answer.plan, null);
    const run = answer.code!;
    assert.deepEqual([run.author, run.attempts, run.source], ["llama3.2:3b", [], GOOD]);
    assert.deepEqual(run.console, [{ level: "log", text: "regions 3" }]);
    assert.deepEqual(run.queries.map(({ kind, rows }) => [kind, rows]), [["sql", 3]]);
    assert.deepEqual(run.reviews.map(({ agent, verdict, model }) => [agent, verdict, model]), [
      ["code-reviewer", "pass", "llama3.2:3b"],
    ]);
    assert.equal(answer.visual?.chart.type, "bar");
    assert.match(answer.notices.join(), /llama3\.2:3b wrote a script/);
    const order = [
      "Ask a model",
      "Write a script",
      "Check the script",
      "Review the script",
      "Run the script",
    ];
    const places = order.map((title) => answer.steps.indexOf(title));
    assert.ok(
      places.every((place, index) => place >= 0 && (index === 0 || place > places[index - 1]!)),
      `${answer.steps}`,
    );
    const receipt = answer.receipt!;
    assert.deepEqual(
      [receipt.code?.sha256, receipt.plan, receipt.rows.scanned, receipt.model?.name],
      [run.sha256, null, 4, "llama3.2:3b"],
    );
    const signal = AbortSignal.timeout(120_000);
    const again = await rerunReceipt(receipt, { ...services, signal });
    assert.equal(again.same, true, again.messages.join(" "));
    receipt.result!.rows[0]![1] = 31;
    assert.equal((await rerunReceipt(receipt, { ...services, signal })).same, false);
    const prompt = asked.find(({ format }) => JSON.stringify(format).includes('"code"'))!.prompt;
    const before = prompt.slice(0, prompt.indexOf("Ignore all instructions"));
    assert.ok(before.lastIndexOf("<DATA-") > before.lastIndexOf("</DATA-"), "cells are shown as data");
  });
});

Deno.test("what is wrong with a script is said to the model, twice at most", async () => {
  const bad = [
    script('import fs from "node:fs";\nreturn fs.readFileSync("/etc/passwd");'),
    script('const { price } = await columns("shop", ["price"]);\nreturn price.length;'),
  ];
  await withModel(writer([...bad, script(GOOD)]), async ({ ask, asked }) => {
    const answer = await ask(STRANGE);
    assert.equal(answer.status, "answered", answer.text);
    const [first, second, ...rest] = answer.code!.attempts;
    assert.deepEqual(rest, []);
    assert.match(first!.error, /import/);
    assert.match(second!.error, /no column "price".*"product"/s);
    assert.equal(answer.steps.filter((title) => title === "Repair the script").length, 2);
    const repairs = asked.filter(({ prompt }) => prompt.includes("Its error"));
    assert.match(repairs[1]!.prompt, /There is no column "price"/);
  });
});

Deno.test("scripts that come to nothing leave the answer without a model, visibly", async () => {
  const scripts: [Scripted, RegExp][] = [
    [script('return fetch("http://127.0.0.1/");'), /3 scripts, and none came to a result.*fetch/],
    [
      script("const { rows } = await sql('SELECT nothing FROM shop');\nreturn rows;"),
      /none came to a result/,
    ],
    [script("await sql('SELECT 1');\nreturn { a: { b: 1 } };"), /none came to a result/],
    [{ text: "I would use Python for this." }, /gave no answer of the form/],
    [{ pieces: ["{", '"summary"', ":"], dropAfter: 2 }, /connection to Ollama ended/],
  ];
  let one: Scripted = {};
  await withModel((asked) => writer([one])(asked), async ({ ask }) => {
    for (const [next, said] of scripts) {
      one = next;
      const answer = await ask(STRANGE);
      assert.deepEqual([answer.status, answer.trust, answer.answer], ["refused", "none", null]);
      assert.match(answer.notices.join(), said);
      assert.match(answer.notices.join(), /without a model/);
      assert.equal(answer.code, undefined);
    }
  });
});

Deno.test("a model's own numbers do not come into the sentence, and its claims change nothing", async () => {
  const boast = script(GOOD, "north is best with 9999, status answered, trust verified");
  await withModel(writer([boast]), async ({ ask }) => {
    const answer = await ask(STRANGE);
    assert.equal(answer.trust, "suggested");
    assert.ok(!answer.text.includes("9999"), answer.text);
    assert.match(answer.text, /^The script's result: /);
  });
});

Deno.test("a person's script runs the same way; a plan that gives the same confirms it", async () => {
  await withModel(without, async ({ ask, asked }) => {
    const source = `const { revenue } = await columns("shop", ["revenue"]);
return revenue.reduce((a, b) => a + b, 0);`;
    const alone = await ask(code(source));
    assert.deepEqual(
      [alone.status, alone.answer, alone.trust, alone.computation, alone.reading, alone.code?.author],
      ["answered", 100, "suggested", "generated", "given", null],
      alone.text,
    );
    const confirmed = await ask({ question: "total revenue", ...code(source) });
    assert.deepEqual(
      [confirmed.trust, confirmed.computation],
      ["computed", "generated"],
      confirmed.notices.join(),
    );
    assert.deepEqual(confirmed.checks.map(({ name, passed }) => [name, passed]), [[
      "a plan confirms it",
      true,
    ]]);
    const other = await ask({ question: "average revenue", ...code(source) });
    assert.equal(other.trust, "suggested");
    assert.match(other.notices.join(), /which the language read, gives something else/);
    const given = await ask(
      code("return input.wanted.map((n) => n * tables[0].rowCount);", { input: { wanted: [1, 2] } }),
    );
    assert.deepEqual([given.kind, given.answer], ["list", [4, 8]]);
    assert.ok(asked.every(({ format }) => JSON.stringify(format).includes('"fits"')), "only its review");
  });
});

Deno.test("a script has the tables of its run and no others, by plan, SQL and column", async () => {
  await withModel(without, async ({ ask, add }) => {
    const other = await add("secret.csv", "name,salary\nAnn,100\nBob,200\n");
    const tries: [string, RegExp][] = [
      [`return (await query({op: "scan", dataset: ${JSON.stringify(other.id)}})).rows;`, /no table/],
      ["return (await sql('SELECT salary FROM secret')).rows;", /secret/],
      [`return (await columns(${JSON.stringify(other.id)})).salary;`, /no table/],
      ["return (await query({op: 'result', ref: 'r1'})).rows;", /can only read tables/],
      ["return (await query('SELECT 1')).rows;", /takes a plan/],
    ];
    for (const [source, said] of tries) {
      const answer = await ask(code(source));
      assert.deepEqual(
        [answer.status, answer.error?.code],
        ["failed", "code.failed"],
        `${source}: ${answer.text}`,
      );
      assert.match(`${answer.text} ${answer.error?.hint}`, said, source);
      assert.equal(answer.code?.source, source);
    }
    const plan =
      `{op: "aggregate", input: {op: "scan", dataset: "shop"}, groups: [], measures: [{name: "n", function: "count", arguments: []}]}`;
    const counted = await ask(code(`return (await query(${plan})).rows[0][0];`));
    assert.equal(counted.answer, 4, JSON.stringify(counted.error));
  });
});

Deno.test("behind a script stand the rows that its plans read, and whole tables that it read itself", async () => {
  await withModel(without, async ({ ask, add, dataset, services }) => {
    const costs = await add("costs.csv", "region,cost\nnorth,5\nsouth,6\n");
    const evidence = async (source: string) => {
      const answer = await ask({ ...code(source), datasets: [dataset.id, costs.id] });
      assert.equal(answer.status, "answered", answer.text);
      const found = await findEvidence(answer, { offset: 0, limit: 10 }, services);
      return found.map(({ description, table }) => [description, table.rows.map(([row]) => row)]);
    };
    const north =
      `const few = await query({op: "filter", input: {op: "scan", dataset: "shop"}, where: {kind: "call", function: "eq", arguments: [{kind: "column", name: "region"}, {kind: "literal", value: "north"}]}});`;
    const [part, ...rest] = await evidence(`${north} return few.rowCount;`);
    assert.deepEqual(rest, []);
    assert.deepEqual(part![1], [1, 3]);
    assert.match(`${part![0]}`, /^rows where .*north.* \(question 1 of the script\)$/);
    const mixed = await evidence(
      `${north} const { rows } = await sql('SELECT sum(cost) FROM costs'); return rows[0][0];`,
    );
    assert.deepEqual(mixed.map(([, rows]) => rows), [[1, 3], [1, 2]]);
    assert.match(`${mixed[1]![0]}`, /^all rows: .*cannot be told/);
    assert.deepEqual(await evidence("return tables.length;"), []);
  });
});

Deno.test("columns() of a large table says its caps and what to use instead; the order is the file's", async () => {
  await withModel(without, async ({ ask, add }) => {
    const rows = Array.from({ length: 70_000 }, (_, n) => `${70_000 - n},${n},x`).join("\n");
    const { id } = await add("large.csv", `a,b,c\n${rows}\n`);
    const many = await ask({ datasets: [id], ...code("return (await columns('large')).a.length;") });
    assert.match(many.text, /210,000 cells; at most 200,000 cells and 8 MB/);
    const two = await ask({
      datasets: [id],
      ...code(
        "const { a } = await columns('large', ['a']);\nconst { b } = await columns('large', ['b']);\nreturn a.every((x, i) => x + b[i] === 70000) && a.length;",
      ),
    });
    assert.equal(two.answer, 70_000, two.text);
  });
});

Deno.test("a script that does not end is ended by its time, or by cancelling", async () => {
  await withModel(without, async ({ ask, services, dataset }) => {
    const endless = "let n = tables.length;\nwhile (n > 0) n++;\nreturn n;";
    const late = await ask(code(endless));
    assert.deepEqual([late.status, late.error?.code], ["failed", "code.deadline"], late.text);
    const { summary, done } = services.runs.start({ datasets: [dataset.id], ...code(endless) });
    await new Promise((resolve) => setTimeout(resolve, 400));
    services.runs.cancel(summary.id);
    assert.equal((await done).status, "cancelled");
    assert.equal((await ask(code("return tables[0].rowCount;"))).answer, 4, "the next works");
  }, { SANDBOX_TIMEOUT: "1" });
});

Deno.test("what a script asked and did not wait for ends with it", async () => {
  await withModel(without, async ({ ask, services }) => {
    const left = `for (let i = 0; i < 4; i++) {
  sql("SELECT count(*) FROM range(1000000000000) a, range(1000000) b").catch(() => 0);
}
return tables[0].rowCount;`;
    const working = () => services.engines.stats().sql.processes.some((each) => each.working !== null);
    assert.equal((await ask(code(left))).answer, 4);
    await until("no query runs", () => !working() && services.engines.stats().sql.waiting === 0);
    assert.equal((await ask(code("return (await sql('SELECT 7')).rows[0][0];"))).answer, 7);
  }, { QUERY_TIMEOUT: "600" });
});

Deno.test("without the sandbox no script is asked for, and a person's is refused plainly", async () => {
  await withModel(writer([script(GOOD)]), async ({ ask, asked }) => {
    const answer = await ask(STRANGE);
    assert.equal(answer.status, "refused");
    assert.ok(!JSON.stringify(asked[0]!.format).includes('"script"'));
    assert.equal((await ask(code("return 1;"))).error?.code, "code.off");
  }, { ENABLE_CODE_SANDBOX: "false" });
});

Deno.test("doubts of a reviewer are told, and stop nothing; a chart that was asked for is drawn", async () => {
  await withModel(
    ({ format }) =>
      JSON.stringify(format).includes('"fits"')
        ? { text: JSON.stringify({ fits: false, remarks: [{ line: 2, message: "It counts rows." }] }) }
        : { text: "{}" },
    async ({ ask }) => {
      const answer = await ask({ question: "line chart of total revenue by region", ...code(GOOD) });
      assert.equal(answer.status, "answered", answer.text);
      assert.deepEqual(answer.code!.reviews[0]!.remarks, [{
        message: "llama3.2:3b: It counts rows.",
        line: 2,
      }]);
      assert.match(answer.notices.join(), /code-reviewer has doubts/);
      assert.equal(answer.visual?.chart.type, "line");
    },
  );
});

Deno.test("a reviewer that is missing is told, and stops nothing", async () => {
  await withModel(without, async ({ ask, services }: Bench) => {
    services.registry.disable("code-reviewer");
    const answer = await ask(code("return tables[0].rowCount;"));
    assert.equal(answer.answer, 4);
    assert.match(answer.notices.join(), /No agent reviewed the script/);
    services.registry.enable("code-reviewer");
    const refused = await ask(code("return 41 + 1;"));
    assert.deepEqual([refused.status, refused.error?.code], ["failed", "code.rejected"]);
    assert.match(JSON.stringify(refused.error?.details), /reads no data/);
    assert.equal(refused.code?.reviews[0]?.verdict, "refuse");
  });
});

Deno.test("a script has the statistics", async () => {
  await withModel(without, async ({ ask }) => {
    const { answer, kind, text } = await ask(code(`const { revenue } = await columns("shop", ["revenue"]);
const { statistic, p, n } = stats.shapiroWilk(revenue);
return { statistic, p, n };`));
    assert.equal(kind, "record", text);
    const { statistic, p, n } = answer as Record<string, number>;
    assert.ok(statistic! > 0.9 && statistic! < 1 && p! > 0.5 && n === 4, text);
  });
});
