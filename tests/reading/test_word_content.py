"""Everything a reader of the final document sees is content, and nothing else."""

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_files import field, paragraph, read, row, run, table, texts

from resvtool.document import BlockKind
from resvtool.reading.word import read_docx

DELETED = "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del>"


def one(tmp_path, content: str, **options: str) -> str:
    (text,) = texts(read(tmp_path, f"<w:p>{content}</w:p>", **options))
    return text


class DescribeParagraphs:
    def it_joins_the_runs_of_a_paragraph(self, tmp_path):
        assert one(tmp_path, run("wijk") + run("verband", "<w:b/>")) == "wijkverband"

    def it_skips_empty_paragraphs(self, tmp_path):
        document = read(tmp_path, paragraph("een") + paragraph(" ") + paragraph("twee"))
        assert texts(document) == ["een", "twee"]

    def it_numbers_blocks_in_reading_order(self, tmp_path):
        document = read(tmp_path, paragraph("een") + table(row("a", "b")) + paragraph("twee"))
        assert [b.anchor.paragraph for b in document.blocks] == [1, 2, 3]

    def it_names_the_style(self, tmp_path):
        made = docx.Document()
        made.add_paragraph("tekst", style="Body Text")
        made.save(str(tmp_path / "plan.docx"))
        assert read_docx(tmp_path / "plan.docx").blocks[0].style == "Body Text"

    @pytest.mark.parametrize(
        ("content", "seen"),
        [
            (run("a") + "<w:r><w:tab/></w:r>" + run("b"), "a b"),
            (run("a") + "<w:r><w:br/></w:r>" + run("b"), "a\nb"),
            (run("a") + '<w:r><w:br w:type="page"/></w:r>', "a"),
            (run("e") + "<w:r><w:noBreakHyphen/></w:r>" + run("health"), "e-health"),
            (run("zorg") + "<w:r><w:softHyphen/></w:r>" + run("plan"), "zorgplan"),
            ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + run(" akkoord"), "✓ akkoord"),
            (
                "<w:r><w:ruby><w:rt>" + run("boven") + "</w:rt><w:rubyBase>" + run("basis")
                + "</w:rubyBase></w:ruby></w:r>",
                "basis",
            ),
            ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
            (
                "<m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r>"
                "<m:t>2</m:t></m:r></m:den></m:f></m:oMath></m:oMathPara>",
                "1/2",
            ),
        ],
    )  # fmt: skip
    def it_reads_special_characters(self, tmp_path, content, seen):
        assert one(tmp_path, content) == seen

    @pytest.mark.parametrize(
        "wrapper",
        [
            "<w:hyperlink>{}</w:hyperlink>",
            "<w:ins>{}</w:ins>",
            "<w:moveTo>{}</w:moveTo>",
            "<w:smartTag>{}</w:smartTag>",
            "<w:customXml>{}</w:customXml>",
            "<w:dir>{}</w:dir>",
            "<w:bdo>{}</w:bdo>",
            "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
            '<w:fldSimple w:instr="TITLE">{}</w:fldSimple>',
            "<w:ins><w:hyperlink>{}</w:hyperlink></w:ins>",
        ],
    )
    def it_reads_what_stands_in_a_wrapper(self, tmp_path, wrapper):
        assert one(tmp_path, run("a ") + wrapper.format(run("b")) + run(" c")) == "a b c"

    @pytest.mark.parametrize(
        "gone",
        [
            DELETED,
            f"<w:ins>{DELETED}</w:ins>",
            f"<w:moveFrom>{run('weg')}</w:moveFrom>",
            '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
            run("weg", "<w:vanish/>"),
            run("weg", '<w:rStyle w:val="Verborgen"/>'),
        ],
    )
    def it_leaves_out_what_the_reader_does_not_see(self, tmp_path, gone):
        styles = (
            '<w:style w:type="character" w:styleId="Verborgen"><w:name w:val="Verborgen"/>'
            "<w:rPr><w:vanish/></w:rPr></w:style>"
        )
        assert one(tmp_path, run("a ") + gone + run("b"), styles=styles) == "a b"

    def it_leaves_out_a_paragraph_in_a_hidden_style(self, tmp_path):
        styles = '<w:style w:type="paragraph" w:styleId="V"><w:name w:val="V"/><w:rPr><w:vanish/></w:rPr></w:style>'
        body = paragraph("hint", style="V") + paragraph("tekst")
        assert texts(read(tmp_path, body, styles=styles)) == ["tekst"]

    def it_shows_text_whose_hidden_style_is_switched_off(self, tmp_path):
        assert one(tmp_path, run("toch", '<w:vanish w:val="0"/>')) == "toch"

    def it_keeps_text_that_only_the_web_view_hides(self, tmp_path):
        assert one(tmp_path, run("zichtbaar", "<w:webHidden/>")) == "zichtbaar"

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.lists(
            st.tuples(
                st.from_regex(r"[A-Za-zë&<]{2,9}", fullmatch=True),
                st.sampled_from(["run", "ins", "sdt", "del", "vanish"]),
            ),
            min_size=1,
        )
    )
    def it_keeps_every_visible_word_once_and_in_order(self, tmp_path, words):
        shape = {
            "run": "{}",
            "ins": "<w:ins>{}</w:ins>",
            "sdt": "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
            "del": "<w:del>{}</w:del>",
            "vanish": "{}",
        }
        content = "".join(
            shape[kind].format(run(word + " ", "<w:vanish/>" if kind == "vanish" else "")) for word, kind in words
        )
        document = read(tmp_path, f"<w:p>{content}</w:p>")
        seen = [word for word, kind in words if kind not in ("del", "vanish")]
        assert " ".join(texts(document)).split() == seen


class DescribeParagraphMarks:
    def it_joins_a_paragraph_whose_mark_is_deleted_with_the_next(self, tmp_path):
        body = paragraph("een ", "<w:rPr><w:del/></w:rPr>") + paragraph("twee")
        assert texts(read(tmp_path, body)) == ["een twee"]

    def it_joins_several_in_a_row(self, tmp_path):
        gone = "<w:rPr><w:del/></w:rPr>"
        body = paragraph("een ", gone) + paragraph("twee ", gone) + paragraph("drie")
        assert texts(read(tmp_path, body)) == ["een twee drie"]

    def it_keeps_the_text_when_no_paragraph_follows(self, tmp_path):
        assert texts(read(tmp_path, paragraph("een", "<w:rPr><w:del/></w:rPr>"))) == ["een"]

    def it_does_not_join_across_a_table(self, tmp_path):
        body = paragraph("een", "<w:rPr><w:del/></w:rPr>") + table(row("a", "b"))
        assert texts(read(tmp_path, body)) == ["een", "a | b"]

    def it_keeps_an_inserted_mark(self, tmp_path):
        body = paragraph("een", "<w:rPr><w:ins/></w:rPr>") + paragraph("twee")
        assert texts(read(tmp_path, body)) == ["een", "twee"]

    def it_keeps_a_heading_before_a_style_separator_apart(self, tmp_path):
        separator = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
        body = paragraph("Kop", separator + '<w:outlineLvl w:val="1"/>') + paragraph("tekst")
        document = read(tmp_path, body)
        assert [(b.kind, b.text) for b in document.blocks] == [
            (BlockKind.HEADING, "Kop"),
            (BlockKind.PARAGRAPH, "tekst"),
        ]

    def it_joins_a_paragraph_whose_mark_is_hidden_with_the_next(self, tmp_path):
        body = paragraph("een ", "<w:rPr><w:vanish/></w:rPr>") + paragraph("twee")
        assert texts(read(tmp_path, body)) == ["een twee"]

    def it_keeps_a_heading_with_a_hidden_mark_apart(self, tmp_path):
        hidden = '<w:rPr><w:vanish/></w:rPr><w:outlineLvl w:val="1"/>'
        assert texts(read(tmp_path, paragraph("Kop", hidden) + paragraph("tekst"))) == [
            "Kop",
            "tekst",
        ]


class DescribeFields:
    def it_reads_the_result_and_not_the_instruction(self, tmp_path):
        content = run("zie ") + field(" REF _Ref1 \\h ", "tabel 3") + run(".")
        assert one(tmp_path, content) == "zie tabel 3."

    def it_leaves_out_a_field_within_an_instruction(self, tmp_path):
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        inner = field(" DATE ", "5 mei")
        assert one(tmp_path, begin + inner + separate + run("uitkomst") + end) == "uitkomst"

    def it_reads_a_field_within_a_result(self, tmp_path):
        assert one(tmp_path, field(" HYPERLINK x ", run("blz. ") + field(" PAGEREF ", "7"))) == ("blz. 7")

    def it_reads_a_result_over_several_paragraphs(self, tmp_path):
        body = paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> X </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("een")
        ) + paragraph(run("twee") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        assert texts(read(tmp_path, body)) == ["een", "twee"]

    def it_loses_no_text_to_a_field_without_end(self, tmp_path):
        body = paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("kwijt"))
        assert texts(read(tmp_path, body + paragraph("tekst"))) == ["tekst"]

    def it_bears_an_end_without_begin(self, tmp_path):
        content = run("a") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("b")
        assert one(tmp_path, content) == "ab"

    @pytest.mark.parametrize(("state", "seen"), [("1", "☒ ja"), ("0", "☐ ja")])
    def it_shows_the_state_of_an_old_tick_box(self, tmp_path, state, seen):
        box = (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
            f'<w:checked w:val="{state}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        assert one(tmp_path, box + run(" ja")) == seen

    def it_shows_the_prompt_of_a_macro_button(self, tmp_path):
        button = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            "<w:r><w:instrText>MACROBUTTON NoMacro [Klik en typ]</w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        assert one(tmp_path, button) == "[Klik en typ]"


class DescribeContentControls:
    def it_reads_blocks_in_a_content_control(self, tmp_path):
        inside = paragraph("een") + table(row("a", "b")) + paragraph("twee")
        body = f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        assert texts(read(tmp_path, body)) == ["een", "a | b", "twee"]

    def it_keeps_the_placeholder_that_was_left(self, tmp_path):
        body = (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            f"{paragraph('Klik om tekst in te voeren')}</w:sdtContent></w:sdt>"
        )
        assert texts(read(tmp_path, body)) == ["[vul in: Klik om tekst in te voeren]"]

    def it_marks_a_placeholder_within_a_line(self, tmp_path):
        control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
        assert one(tmp_path, run("Kassier: ") + control.format(run("naam"))) == "Kassier: [vul in: naam]"
        assert one(tmp_path, control.format(run("[naam]"))) == "[naam]"

    def it_takes_a_long_text_as_written_though_the_control_calls_it_a_placeholder(self, tmp_path):
        written = "De kassier geeft elk kwartaal inzage. " * 8
        control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(written)}</w:sdtContent></w:sdt>"
        assert one(tmp_path, control) == written.strip()


class DescribeRunningTexts:
    HEADER = (
        '<w:sectPr><w:headerReference w:type="default" r:id="h1"/>'
        '<w:headerReference w:type="first" r:id="h2"/><w:footerReference r:id="f1"/>{}</w:sectPr>'
    )

    def read(self, tmp_path, more: str = "", watermark: str = ""):
        from word_files import NAMESPACES, relationship

        def part(tag, text):
            return f"<w:{tag} {NAMESPACES}>{paragraph(text)}{watermark}</w:{tag}>"

        return read(
            tmp_path,
            paragraph("tekst") + self.HEADER.format(more),
            raw={
                "word/h1.xml": part("hdr", "Concept"),
                "word/h2.xml": part("hdr", "Voorblad"),
                "word/f1.xml": part("ftr", "Pagina"),
            },
            relationships=relationship("h1", "header", "h1.xml")
            + relationship("h2", "header", "h2.xml")
            + relationship("f1", "footer", "f1.xml"),
        )

    def they_stand_apart_from_the_content(self, tmp_path):
        document = self.read(tmp_path)
        assert texts(document) == ["tekst"]
        assert (document.headers, document.footers) == (["Concept"], ["Pagina"])

    def they_count_on_the_first_page_where_that_is_switched_on(self, tmp_path):
        assert self.read(tmp_path, "<w:titlePg/>").headers == ["Concept", "Voorblad"]

    def they_leave_out_watermarks(self, tmp_path):
        mark = (
            '<w:p><w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1">'
            '<v:textpath string="VERTROUWELIJK"/></v:shape></w:pict></w:r></w:p>'
        )
        assert self.read(tmp_path, watermark=mark).headers == ["Concept"]
