import assert from "node:assert/strict";
import { hashOf, jsonMarkup, Markup, markup, scriptMarkup } from "./markup.ts";

Deno.test("markup() escapes what is inserted, and nothing that it built itself", () => {
  const inner = markup`<b>${"<i>&'\""}</b>`;
  assert.equal(
    markup`<p title="${`"`}">${inner}${[inner]}${null}${3}</p>`.text,
    `<p title="&quot;">${inner.text}${inner.text}3</p>`,
  );
});

Deno.test("jsonMarkup() gives the same data and no markup", () => {
  const value = { a: "</script><!--&\u2028" };
  const { text } = jsonMarkup(value);
  assert.ok(!/[<>&\u2028]/.test(text));
  assert.deepEqual(JSON.parse(text), value);
});

Deno.test("scriptMarkup() cannot end its element", () => {
  assert.equal(scriptMarkup('"</script><!--"').text, '"<\\/script><\\!--"');
});

Deno.test("hashOf() gives a source expression of the policy", async () => {
  assert.equal(await hashOf(new Markup("")), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
});
