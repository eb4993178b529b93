import assert from "node:assert/strict";
import { join } from "node:path";
import { until } from "nexus/testing";
import { NexusError } from "../contract/mod.ts";
import { INPUT, manifestOf, vizCode, withRegistry, writePlugin } from "./_plugins_for_tests.ts";

const LIMITS = { limits: { timeoutMs: 20_000, memoryMb: 64, outputMb: 1 } };
/** For what never comes to its end. */
const SHORT = { limits: { ...LIMITS.limits, timeoutMs: 500 } };

/** Runs one plugin `bad` of that code beside a good one, which must work before and after. */
async function withBad(
  body: string,
  test: (render: () => Promise<unknown>, state: () => string, enable: () => void) => Promise<void>,
  { head = "", more = LIMITS, files = {} }: {
    head?: string;
    more?: Record<string, unknown>;
    files?: Record<string, string>;
  } = {},
): Promise<void> {
  await withRegistry(
    async ({ builtIn }) => {
      const good = { "mod.ts": vizCode("return { data: [], layout: {} };") };
      await writePlugin(join(builtIn, "viz/good"), manifestOf("viz", "good"), good);
      const code = { "mod.ts": vizCode(body, head), ...files };
      await writePlugin(join(builtIn, "viz/bad"), manifestOf("viz", "bad", more), code);
    },
    async ({ registry }) => {
      const find = (id: string) => registry.viz().find((handle) => handle.id === id)!;
      const bad = find("bad");
      const state = () => registry.list().find(({ id }) => id === "bad")!.state;
      await test(() => bad.render(INPUT), state, () => registry.enable("bad"));
      assert.deepEqual(await find("good").render(INPUT), { data: [], layout: {} });
    },
  );
}

Deno.test("a plugin that throws fails alone, and is called again", async () => {
  await withBad('throw new TypeError("no luck");', async (render, state) => {
    for (let i = 0; i < 4; i++) await assert.rejects(render(), { code: "plugin.failed", message: "no luck" });
    assert.equal(state(), "running");
  });
});

Deno.test("a plugin may not pretend that its process failed, or the host", async () => {
  for (const code of ["process.crashed", "internal.error", "run.busy", "no.such.code"]) {
    const body = `throw Object.assign(new Error("x"), { name: "NexusError", code: "${code}" });`;
    await withBad(body, async (render, state) => {
      await assert.rejects(render(), { code: "plugin.failed" });
      assert.equal(state(), "running");
    });
  }
});

Deno.test("a plugin that crashes three times in a row is put in quarantine, until it is enabled", async () => {
  const body = "setTimeout(() => { throw new Error('boom'); }); return new Promise(() => {});";
  await withBad(body, async (render, state, enable) => {
    for (let i = 0; i < 3; i++) await assert.rejects(render(), { code: "plugin.failed", message: /boom/ });
    assert.equal(state(), "quarantined");
    await assert.rejects(render(), { code: "plugin.quarantined", message: /3 times in a row.*boom/s });
    enable();
    assert.equal(state(), "ready");
    await assert.rejects(render(), { code: "plugin.failed" });
  });
});

Deno.test("a plugin in an endless loop is ended at its deadline", async () => {
  await withBad("for (;;);", async (render, state) => {
    await assert.rejects(render(), { code: "process.deadline" });
    assert.equal(state(), "ready");
  }, { more: SHORT });
});

Deno.test("a plugin that goes on working after its call is ended", async () => {
  const body = "(async () => { for (;;) await null; })(); return { data: [], layout: {} };";
  await withBad(body, async (render, state) => {
    await render();
    await until("its process was ended", () => state() !== "running");
    assert.equal(state(), "ready");
  });
});

Deno.test("a plugin may print what it likes", async () => {
  const body =
    'console.log("x".repeat(100_000)); console.info({ a: 1 }); console.table([1]); return { data: [], layout: {} };';
  await withBad(body, async (render, state) => {
    await render();
    assert.equal(state(), "running");
  });
});

Deno.test("a plugin that fills the memory is ended", async () => {
  const body = "const all = []; for (;;) all.push(new Uint8Array(10_000_000).fill(1));";
  await withBad(body, async (render) => {
    await assert.rejects(render(), { code: "plugin.failed", message: /memory|allocation/i });
  });
});

Deno.test("a plugin that writes junk or forged frames to stdout is put in quarantine", async () => {
  const junk =
    'Deno.stdout.writeSync(new TextEncoder().encode("{}".repeat(200))); return new Promise(() => {});';
  await withBad(junk, async (render, state) => {
    await assert.rejects(render(), { code: "plugin.contract" });
    assert.equal(state(), "quarantined");
  });
});

Deno.test("a plugin that sends too much is put in quarantine", async () => {
  const body = 'return { data: [{ x: ["y".repeat(1_500_000)] }], layout: {} };';
  await withBad(body, async (render, state) => {
    await assert.rejects(render(), { code: "plugin.contract" });
    assert.equal(state(), "quarantined");
  });
});

Deno.test("a plugin that returns what its contract does not allow is told apart from one that fails", async () => {
  for (const body of ["return { data: 1 };", "return null;", "return { data: [1], layout: {} };"]) {
    await withBad(body, async (render, state) => {
      await assert.rejects(render(), { code: "plugin.contract" });
      assert.equal(state(), "running");
    });
  }
});

Deno.test("a chart has no links, whatever its plugin writes", async () => {
  const body =
    `const text = ["<b>fine</b>", "a < b", '<a href="https://example.org/?' + input.chart.title + '">more</a>'];
    return { data: [{ text, deep: [{ hovertemplate: "<A\\nHREF='x'>y</A>" }] }], layout: { title: { text: "<abbr>" } } };`;
  await withBad(body, async (render) => {
    assert.deepEqual(await render(), {
      data: [{
        text: ["<b>fine</b>", "a < b", '&lt;a href="https://example.org/?A chart">more&lt;/a>'],
        deep: [{ hovertemplate: "&lt;A\nHREF='x'>y&lt;/A>" }],
      }],
      layout: { title: { text: "<abbr>" } },
    });
  });
});

Deno.test("a plugin reaches no file, network, environment or process", async () => {
  const tries = [
    "Deno.readTextFileSync('/etc/passwd')",
    "Deno.writeTextFileSync('/tmp/nexus-escape', 'x')",
    "await fetch('http://127.0.0.1:9/')",
    "Deno.listen({ port: 0 })",
    "Deno.env.get('HOME')",
    "new Deno.Command('/bin/true').outputSync()",
    "(await import('node:fs')).readFileSync('/etc/passwd')",
    "(await import('node:child_process')).execSync('id')",
    "await import(['npm:', 'zod@4.6.7'].join(''))",
    "await import(['file:', '///etc/passwd'].join(''), { with: { type: 'text' } })",
  ];
  const attempts = tries.map((code) => `async () => { ${code.startsWith("await") ? "" : "void "}${code}; }`);
  const body = `const open = [];
    const tries = [${attempts.join(",\n")}];
    for (const [i, attempt] of tries.entries()) { try { await attempt(); open.push(i); } catch {} }
    return { data: [], layout: { open } };`;
  await withBad(body, async (render) => {
    assert.deepEqual(await render(), { data: [], layout: { open: [] } });
  }, { more: { limits: { timeoutMs: 60_000 } } });
});

Deno.test("a plugin that imports what it may not is refused before it runs", async () => {
  const heads: [string, RegExp][] = [
    ['import text from "file:///etc/passwd" with { type: "text" };', /cannot be imported/],
    ['import text from "/etc/passwd" with { type: "text" };', /not part of the plugin/],
    ['import text from "../../../../../../../etc/passwd" with { type: "text" };', /not part of the plugin/],
    ['import { z } from "npm:zod@4.6.7";', /cannot be imported/],
    ['import x from "https://example.org/x.js";', /cannot be imported/],
    [
      'import { PluginRegistry } from "../../../core/plugins/mod.ts";',
      /Could not resolve|not part of the plugin/,
    ],
    ['import { renderInput } from "nexus/testing";', /a plugin imports nexus, nexus\/chart/],
    ['import x from "a-package-that-is-not-there";', /Could not resolve/],
    ["const = 3;", /Expected identifier/],
  ];
  for (const [head, reason] of heads) {
    await withBad(
      `return { data: [String(typeof ${/\{? ?(\w+) ?\}? from/.exec(head)?.[1]})], layout: {} };`,
      async (render, state) => {
        await assert.rejects(render(), (error) => {
          assert.ok(error instanceof NexusError);
          assert.equal(error.code, "plugin.invalid");
          assert.match(error.message, reason);
          return true;
        });
        assert.equal(state(), "refused");
      },
      { head },
    );
  }
});

Deno.test("a plugin of another kind than its manifest says is refused", async () => {
  await withRegistry(
    ({ builtIn }) =>
      writePlugin(join(builtIn, "report/x"), manifestOf("report", "x"), {
        "mod.ts": vizCode("return null;"),
      }),
    async ({ registry }) => {
      await assert.rejects(
        registry.reports()[0]!.export({ title: "", createdAt: "", nexus: "", answers: [] }),
      );
      await registry.warm(["x"]);
      const [info] = registry.list();
      assert.deepEqual([info?.state, info?.message], [
        "refused",
        'Its default export is of kind "viz"; the manifest says "report"',
      ]);
    },
  );
});

Deno.test("a plugin reaches exactly what its manifest asks for", async () => {
  const permissions = {
    read: [{ path: "data", reason: "Its map." }],
    env: [{ name: "NEXUS_WORD", reason: "Its key." }],
  };
  const body =
    `const open = { map: Deno.readTextFileSync(input.chart.title + "/data/map.txt"), word: Deno.env.get("NEXUS_WORD") };
    try { Deno.readTextFileSync(input.chart.title + "/mod.ts"); open.code = true; } catch {}
    try { Deno.env.get("HOME"); open.home = true; } catch {}
    return { data: [], layout: open };`;
  await withRegistry(
    ({ builtIn }) =>
      writePlugin(join(builtIn, "viz/map"), manifestOf("viz", "map", { permissions }), {
        "mod.ts": vizCode(body),
        "data/map.txt": "a map",
      }),
    async ({ registry, builtIn }) => {
      const chart = { ...INPUT.chart, title: join(builtIn, "viz/map") };
      const figure = await registry.viz()[0]!.render({ ...INPUT, chart });
      assert.deepEqual(figure.layout, { map: "a map", word: "hello" });
    },
    { env: (name) => name === "NEXUS_WORD" ? "hello" : undefined },
  );
});

Deno.test("a plugin may use a package of the host, and carries only what it uses", async () => {
  const head = 'import { z } from "zod";';
  await withBad(
    "return { data: [], layout: { ok: z.string().safeParse(input.chart.title).success } };",
    async (render) => {
      assert.deepEqual(await render(), { data: [], layout: { ok: true } });
    },
    { head, more: {} },
  );
});

Deno.test("packages come from the host, also where others lie above the folder of a plugin", async () => {
  const head = 'import { z } from "zod";\nimport { PDFName } from "pdf-lib";';
  const body =
    "return { data: [], layout: { ok: z.string().safeParse('a').success, name: String(PDFName.of('a')) } };";
  await withRegistry(
    async ({ builtIn, folder }) => {
      await writePlugin(join(builtIn, "viz/x"), manifestOf("viz", "x"), { "mod.ts": vizCode(body, head) });
      for (const name of ["zod", "pdf-lib", "@cantoo/pdf-lib"]) {
        const other = join(folder, "node_modules", name);
        await Deno.mkdir(other, { recursive: true });
        await Deno.writeTextFile(join(other, "package.json"), JSON.stringify({ name, main: "index.js" }));
        await Deno.writeTextFile(join(other, "index.js"), "export const z = 1, PDFName = 2;");
      }
    },
    async ({ registry }) => {
      assert.deepEqual((await registry.viz()[0]!.render(INPUT)).layout, { ok: true, name: "/a" });
    },
  );
});

Deno.test("a plugin imports a package by its name in the import map, and a file as bytes", async () => {
  const head = `import { PDFName } from "pdf-lib";
import font from "dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf" with { type: "bytes" };`;
  await withBad(
    "return { data: [], layout: { name: String(PDFName.of('a')), bytes: font instanceof Uint8Array && font.length } };",
    async (render) => {
      assert.deepEqual(await render(), { data: [], layout: { name: "/a", bytes: 340712 } });
    },
    { head, more: {} },
  );
});

Deno.test("a plugin that was granted a host elsewhere reaches nothing of this machine by that name", async () => {
  const server = Deno.serve(
    { port: 0, hostname: "0.0.0.0", onListen: () => {} },
    () => new Response("open"),
  );
  const { port } = server.addr;
  const others = Deno.networkInterfaces().filter(({ family }) => family === "IPv4").map(({ address }) =>
    address
  );
  // Names that stand for this machine; those that are addresses must not be granted in a manifest that is installed.
  const hosts = [Deno.hostname(), ...others].map((name) => `${name.toLowerCase()}:${port}`);
  const body = `const open = [];
    const [hostname, port] = input.chart.title.split(":");
    try { (await Deno.connect({ hostname, port: Number(port) })).close(); open.push("connect"); } catch {}
    try { await (await fetch("http://" + input.chart.title)).text(); open.push("fetch"); } catch {}
    return { data: [], layout: { open } };`;
  const permissions = { net: hosts.map((host) => ({ host, reason: "Elsewhere, it says." })) };
  try {
    await withRegistry(
      ({ builtIn }) =>
        writePlugin(join(builtIn, "viz/x"), manifestOf("viz", "x", { permissions }), {
          "mod.ts": vizCode(body),
        }),
      async ({ registry }) => {
        for (const title of hosts) {
          const { layout } = await registry.viz()[0]!.render({ ...INPUT, chart: { ...INPUT.chart, title } });
          assert.deepEqual(layout, { open: [] }, title);
        }
      },
    );
  } finally {
    await server.shutdown();
  }
});
