import assert from "node:assert/strict";
import { docx, heading, p, type Parts, r } from "./_docx_for_tests.ts";
import plugin from "./mod.ts";

async function read(body: string, parts: Parts = {}) {
  const { pages, notes } = await plugin.document!(docx(body, parts));
  return {
    text: pages.map(({ text }) => text).join("\n\n"),
    places: pages.flatMap(({ places }) => places!.map(({ name }) => name)),
    notes: new Map(notes.map((note) => [note.topic, note])),
  };
}

const textOf = async (body: string, parts: Parts = {}) => (await read(body, parts)).text;
const run = (inner: string, properties = "") =>
  `<w:r>${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}${inner}</w:r>`;
const para = (...runs: string[]) => `<w:p>${runs.join("")}</w:p>`;
const field = (code: string, result: string | undefined) =>
  run('<w:fldChar w:fldCharType="begin"/>') +
  run(`<w:instrText xml:space="preserve"> ${code} </w:instrText>`) +
  (result === undefined ? "" : run('<w:fldChar w:fldCharType="separate"/>') + r(result)) +
  run('<w:fldChar w:fldCharType="end"/>');

Deno.test("headings are known by outline level, by style, by what it is based on, and by localised names", async () => {
  const styles = `
    <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="Überschrift 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Chapter"/><w:basedOn w:val="berschrift1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Loose"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>`;
  const { places } = await read(
    p("One", '<w:pStyle w:val="berschrift1"/>') + p("Two", '<w:pStyle w:val="Own"/>') +
      p("Three", '<w:outlineLvl w:val="1"/>') + p("No", '<w:pStyle w:val="Loose"/>') +
      p("Titre", '<w:pStyle w:val="Titre3"/>'),
    { styles },
  );
  assert.deepEqual(places, ["“One”", "“Two”", "“Two › Three”", "“Two › Three › Titre”"]);
});

Deno.test("white space, hyphens and marks of layout are read as text", async () => {
  assert.equal(
    await textOf(para(
      r("a\u00a0b"),
      run("<w:tab/>"),
      r("co\u00adop"),
      run("<w:noBreakHyphen/>"),
      r("x"),
      run("<w:softHyphen/>"),
      r("y"),
      run("<w:br/>"),
      r("z &amp; &#8364;<![CDATA[<]]>"),
    )),
    "a b\tcoop-xy\nz & €<",
  );
});

Deno.test("symbols are read as the signs that they show", async () => {
  const { text, notes } = await read(para(
    run('<w:sym w:font="Symbol" w:char="F061"/>'),
    run('<w:sym w:font="Wingdings" w:char="F0FC"/>'),
    run("<w:t>\uf0b3</w:t>", '<w:rFonts w:ascii="Symbol"/>'),
    run('<w:sym w:font="Webdings" w:char="F031"/>'),
  ));
  assert.equal(text, "α✓≥\ufffd");
  assert.equal(notes.get("symbols")!.count, 1);
});

Deno.test("fields show their result, without one what their form says, and are told where nothing is known", async () => {
  const box =
    '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>';
  const { text, notes } = await read(
    para(
      r("See "),
      field('HYPERLINK "http://x.example"', "the page"),
      r(", "),
      field("MERGEFIELD Name", undefined),
    ) +
      para(
        run(box),
        run("<w:instrText>FORMCHECKBOX</w:instrText>"),
        run('<w:fldChar w:fldCharType="end"/>'),
        r(" paid"),
      ) +
      para(`<w:fldSimple w:instr="DATE">${r("1 May 2024")}</w:fldSimple>`),
  );
  assert.equal(text, "See the page,\n\n☒ paid\n\n1 May 2024");
  assert.match(notes.get("fields")!.message, /MERGEFIELD/);
});

Deno.test("the table of contents is left out, with a note", async () => {
  const contents = para(
    run('<w:fldChar w:fldCharType="begin"/>'),
    run('<w:instrText> TOC \\o "1-3" </w:instrText>'),
    run('<w:fldChar w:fldCharType="separate"/>'),
    r("Payment"),
    run("<w:tab/>"),
    r("3"),
  ) +
    para(r("Costs 4"), run('<w:fldChar w:fldCharType="end"/>'));
  const { text, notes } = await read(contents + heading(1, "Payment"));
  assert.equal(text, "Payment");
  assert.ok(notes.has("contents"));
});

Deno.test("tracked changes are read as accepted, over paragraphs, moves and rows", async () => {
  const deleted = (text: string) => `<w:del>${run(`<w:delText>${text}</w:delText>`)}</w:del>`;
  const { text, notes } = await read(
    para("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", r("The rent "), deleted("rises ")) +
      para(r("stays."), `<w:moveFrom>${r("gone")}</w:moveFrom><w:moveTo>${r(" Moved.")}</w:moveTo>`) +
      `<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>${p("x")}</w:tc><w:tc>${p("y")}</w:tc></w:tr><w:tr><w:tc>${
        p("a")
      }</w:tc><w:tc>${p("b")}</w:tc></w:tr></w:tbl>`,
  );
  assert.equal(text, "The rent stays. Moved.\n\na | b");
  assert.match(notes.get("changes")!.message, /1 insertion kept, 4 deletions/);
});

Deno.test("hidden text is left out with a note, also where its style hides it", async () => {
  const styles =
    '<w:style w:type="character" w:styleId="Hid"><w:name w:val="Hid"/><w:rPr><w:vanish/></w:rPr></w:style>';
  const { text, notes } = await read(
    para(
      r("seen "),
      r("not ", "<w:vanish/>"),
      r("never ", '<w:rStyle w:val="Hid"/>'),
      r("again", '<w:vanish w:val="0"/>'),
    ),
    { styles },
  );
  assert.equal(text, "seen again");
  assert.equal(notes.get("hidden")!.count, 10);
});

Deno.test("notes stand behind the paragraph that refers to them", async () => {
  const { text } = await read(
    para(
      r("Rent"),
      run('<w:footnoteReference w:id="7"/>'),
      r(" and heating"),
      run('<w:endnoteReference w:id="2"/>'),
    ) + p("Next"),
    {
      footnotes: `<w:footnote w:type="separator" w:id="-1">${p("---")}</w:footnote><w:footnote w:id="7">${
        p("Without heating.")
      }</w:footnote>`,
      endnotes: `<w:endnote w:id="2">${p("By meter.")}</w:endnote>`,
    },
  );
  assert.equal(text, "Rent[1] and heating[i]\n\n[1] Without heating.\n\n[i] By meter.\n\nNext");
});

Deno.test("a note is read once, also where notes refer to themselves and to each other", async () => {
  const refer = (id: number) => run(`<w:footnoteReference w:id="${id}"/>`);
  const { text } = await read(para(r("Rent"), refer(1), refer(1)), {
    footnotes: `<w:footnote w:id="1">${
      para(r("one"), refer(1), refer(2), refer(2))
    }</w:footnote><w:footnote w:id="2">${para(r("two"), refer(1))}</w:footnote>`,
  });
  assert.equal(text, "Rent[1][6]\n\n[1] one[2][3][5] [3] two[4]");
});

Deno.test("headers, footers and comments stand at the end, once, under names of their own", async () => {
  const { text, places, notes } = await read(
    para('<w:commentRangeStart w:id="1"/>', r("950 euros"), '<w:commentRangeEnd w:id="1"/>', r(" a month")),
    {
      header: p("Confidential"),
      footer: p("Confidential") + p("Page 1"),
      comments: `<w:comment w:id="1" w:author="Ann">${p("Too much?")}</w:comment>`,
    },
  );
  assert.equal(
    text,
    "950 euros a month\n\nConfidential\n\nPage 1\n\nComment by Ann on “950 euros”: Too much?",
  );
  assert.deepEqual(places, ["paragraph 1", "header of the pages", "footer of the pages", "comments"]);
  assert.ok(notes.has("comments"));
});

Deno.test("a text box is read once, of the alternatives the one with text", async () => {
  const box = `<w:txbxContent>${p("In the box")}</w:txbxContent>`;
  const drawing = (inside: string) =>
    `<w:drawing><wp:inline><a:graphic><a:graphicData>${inside}</a:graphicData></a:graphic></wp:inline></w:drawing>`;
  assert.equal(
    await textOf(para(
      r("Before"),
      run(
        `<mc:AlternateContent><mc:Choice Requires="wps">${
          drawing(`<wps:wsp><wps:txbx>${box}</wps:txbx></wps:wsp>`)
        }</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>${box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`,
      ),
      r(" after"),
    )),
    "Before after\n\nIn the box",
  );
});

Deno.test("pictures give their description, and are counted without one; charts give their values", async () => {
  const picture = (description: string) =>
    run(
      `<w:drawing><wp:inline><wp:docPr descr="${description}"/><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing>`,
    );
  const axis = (name: string, values: string[]) =>
    `<c:${name}><c:x>${
      values.map((value, index) => `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`).join("")
    }</c:x></c:${name}>`;
  const { text, notes } = await read(
    para(picture("A map"), picture("")) +
      para(
        run(
          '<w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="r2"/></a:graphicData></a:graphic></wp:inline></w:drawing>',
        ),
      ),
    {
      chart: `<c:title><a:t>Sales</a:t></c:title><c:ser>${axis("tx", ["2024"])}${
        axis("cat", ["North", "South"])
      }${axis("val", ["3", "4"])}</c:ser>`,
    },
  );
  assert.equal(text, "[Picture: A map]\n\nChart: Sales\n\n | 2024\nNorth | 3\nSouth | 4");
  assert.equal(notes.get("pictures")!.count, 1);
});

Deno.test("equations are one line", async () => {
  const t = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
  const fraction = `<m:f><m:num>${t("a+b")}</m:num><m:den>${t("c")}</m:den></m:f>`;
  const power = `<m:sSup><m:e>${t("x")}</m:e><m:sup>${t("2")}</m:sup></m:sSup>`;
  const root = `<m:rad><m:radPr><m:degHide/></m:radPr><m:deg/><m:e>${t("y")}</m:e></m:rad>`;
  const sum = `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${t("i=1")}</m:sub><m:sup>${
    t("n")
  }</m:sup><m:e>${t("i")}</m:e></m:nary>`;
  const brackets = `<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>${t("z")}</m:e></m:d>`;
  assert.equal(
    await textOf(
      `<w:p><m:oMath>${fraction}${t("=")}${power}${t("+")}${root}${sum}${brackets}</m:oMath></w:p>`,
    ),
    "(a+b)/c=x^2+√(y)∑_(i=1)^n i[z]",
  );
});

Deno.test("content controls, readings of words and text from right to left stay in their order", async () => {
  const ruby =
    "<w:ruby><w:rubyPr/><w:rt><w:r><w:t>かんじ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby>";
  assert.equal(
    await textOf(
      `<w:sdt><w:sdtPr/><w:sdtContent>${p("Inside")}</w:sdtContent></w:sdt>` +
        para(
          `<w:sdt><w:sdtContent>${r("name")}</w:sdtContent></w:sdt>`,
          `<w:smartTag>${r(" tagged")}</w:smartTag>`,
        ) +
        para(run(ruby)) + para(r("שלום ", "<w:rtl/>"), r("עולם", "<w:rtl/>")),
    ),
    "Inside\n\nname tagged\n\n漢字(かんじ)\n\nשלום עולם",
  );
});

Deno.test("pages of the last layout are named only as such", async () => {
  const { places, notes } = await read(
    heading(1, "One") + p("a") + para(run("<w:lastRenderedPageBreak/>"), r("b")) + heading(1, "Two"),
  );
  assert.deepEqual(places, [
    "“One” (page 1 in Word’s last layout)",
    "“One” (page 2 in Word’s last layout)",
    "“Two” (page 2 in Word’s last layout)",
  ]);
  assert.match(notes.get("places")!.message, /last laid it out/);
});

Deno.test("strict documents and other prefixes are read, too", async () => {
  const { pages } = await plugin.document!(docx(p("Text")));
  assert.equal(pages[0]!.text, "Text");
  const { membersOf, packed, sourceOf } = await import("./_docx_for_tests.ts");
  const members = membersOf(p("Text"));
  members["word/document.xml"] =
    '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>Strict</x:t></x:r></x:p></x:body></x:document>';
  assert.equal((await plugin.document!(sourceOf(packed(members)))).pages[0]!.text, "Strict");
});
