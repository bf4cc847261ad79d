"""Text boxes, notes and drawings come once, after what they hang on; the unreadable is told."""

from word_files import (
    HEADING_STYLES,
    NAMESPACES,
    note,
    paragraph,
    picture,
    read,
    relationship,
    row,
    run,
    table,
    text_box,
    texts,
)

from resvtool.document import Part


def parts(document):
    return [(b.part, b.label, b.text) for b in document.blocks]


class DescribeTextBoxes:
    def they_come_once_after_their_paragraph(self, tmp_path):
        body = paragraph(run("anker") + text_box(paragraph("kader"))) + paragraph("verder")
        assert parts(read(tmp_path, body)) == [
            (Part.BODY, "", "anker"),
            (Part.TEXTBOX, "", "kader"),
            (Part.BODY, "", "verder"),
        ]

    def they_are_read_from_the_fallback_when_the_choice_is_empty(self, tmp_path):
        content = text_box(paragraph("kader")).replace("<wps:txbx><w:txbxContent>", "<wps:x><wps:y>")
        content = content.replace("</w:txbxContent></wps:txbx>", "</wps:y></wps:x>")
        content = content.replace("kader", "", 1)
        assert texts(read(tmp_path, paragraph(content))) == ["kader"]

    def they_are_read_from_the_choice_when_that_can_be_read(self, tmp_path):
        content = text_box(paragraph("kader"))
        first, second = content.split("kader", 1)
        content = first + "keuze" + second.replace("kader", "terugval")
        assert texts(read(tmp_path, paragraph(content))) == ["keuze"]

    def they_are_read_from_old_drawings(self, tmp_path):
        box = (
            "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
            f"{paragraph('oud kader')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
        assert parts(read(tmp_path, paragraph(box))) == [(Part.TEXTBOX, "", "oud kader")]

    def they_come_after_the_table_that_holds_their_anchor(self, tmp_path):
        inside = f"<w:tc>{paragraph(run('a') + text_box(paragraph('kader')))}</w:tc>"
        document = read(tmp_path, table(row(inside, "b")))
        assert texts(document) == ["a | b", "kader"]

    def they_hold_tables(self, tmp_path):
        document = read(tmp_path, paragraph(text_box(table(row("a", "b")))))
        assert parts(document) == [(Part.TEXTBOX, "", "a | b")]

    def they_are_gone_when_their_run_is_deleted(self, tmp_path):
        gone = f"<w:del>{text_box(paragraph('weg'))}</w:del>"
        assert texts(read(tmp_path, paragraph(gone + run("tekst")))) == ["tekst"]

    def they_make_no_heading_of_a_bold_line(self, tmp_path):
        body = (
            paragraph("Kop", style="Kop1")
            + paragraph(run("lang genoeg") + text_box(paragraph("Let op", look="<w:b/>")))
            + paragraph("Een gewone alinea die het lettertype bepaalt en dus wat langer is.")
        )
        document = read(tmp_path, body, styles=HEADING_STYLES)
        assert [b.text for b in document.headings()] == ["Kop"]

    def they_stand_under_the_heading_above_their_anchor(self, tmp_path):
        body = paragraph("Kop", style="Kop1") + paragraph(text_box(paragraph("kader")))
        document = read(tmp_path, body, styles=HEADING_STYLES)
        assert document.blocks[1].anchor.section == ("Kop",)


def reference(note_id: int, tag: str = "footnote") -> str:
    return f'<w:r><w:{tag}Reference w:id="{note_id}"/></w:r>'


class DescribeNotes:
    SEPARATOR = f'<w:footnote w:id="0" w:type="separator">{paragraph("streep")}</w:footnote>'

    def they_come_after_the_paragraph_that_refers_to_them(self, tmp_path):
        body = paragraph(run("een") + reference(2)) + paragraph(run("twee") + reference(1))
        notes = self.SEPARATOR + note(1, "tweede") + note(2, "eerste")
        assert parts(read(tmp_path, body, footnotes=notes)) == [
            (Part.BODY, "", "een"),
            (Part.FOOTNOTE, "1", "eerste"),
            (Part.BODY, "", "twee"),
            (Part.FOOTNOTE, "2", "tweede"),
        ]

    def they_come_after_the_table_that_refers_to_them(self, tmp_path):
        inside = f"<w:tc>{paragraph(run('a') + reference(1))}</w:tc>"
        document = read(tmp_path, table(row(inside, "b")), footnotes=note(1, "noot"))
        assert texts(document) == ["a | b", "noot"]

    def they_are_told_once(self, tmp_path):
        body = paragraph(run("een") + reference(1)) + paragraph(run("twee") + reference(1))
        assert texts(read(tmp_path, body, footnotes=note(1, "noot"))) == ["een", "noot", "twee"]

    def they_are_gone_with_a_deleted_reference(self, tmp_path):
        body = paragraph(run("een") + f"<w:del>{reference(1)}</w:del>")
        assert texts(read(tmp_path, body, footnotes=note(1, "noot"))) == ["een"]

    def they_may_stand_at_the_end(self, tmp_path):
        body = paragraph(run("een") + reference(1, "endnote"))
        document = read(tmp_path, body, endnotes=note(1, "eindnoot", "endnote"))
        assert parts(document)[1] == (Part.ENDNOTE, "i", "eindnoot")

    def they_keep_the_writer_s_own_mark(self, tmp_path):
        own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
        text = f'<w:footnote w:id="1">{paragraph("* noot")}</w:footnote>'
        document = read(tmp_path, paragraph(run("een") + own), footnotes=text)
        assert parts(document) == [(Part.BODY, "", "een"), (Part.FOOTNOTE, "*", "noot")]

    def they_bear_a_reference_to_nothing(self, tmp_path):
        assert texts(read(tmp_path, paragraph(run("een") + reference(5)))) == ["een"]


class DescribeProblems:
    def codes(self, tmp_path, content, **options):
        return [p.code for p in read(tmp_path, content, **options).problems]

    def it_tells_of_a_picture_without_text(self, tmp_path):
        body = paragraph("Kop", style="Kop1") + paragraph(picture())
        (problem,) = read(tmp_path, body, styles=HEADING_STYLES).problems
        assert problem.code == "picture-without-text"
        assert "Kop" in problem.place

    def it_tells_nothing_of_a_picture_with_text(self, tmp_path):
        document = read(tmp_path, paragraph(picture("Kaart van de regio")))
        assert (document.problems, texts(document)) == ([], [])

    def it_tells_nothing_of_small_and_decorative_pictures(self, tmp_path):
        uri = "http://schemas.microsoft.com/office/drawing/2017/decorative"
        mark = f'<a:extLst><a:ext><d:decorative xmlns:d="{uri}" val="1"/></a:ext></a:extLst>'
        body = paragraph(picture(centimetres=0.8)) + paragraph(picture(extra=mark))
        assert self.codes(tmp_path, body) == []

    def it_tells_of_an_old_picture_without_text(self, tmp_path):
        shape = '<w:r><w:pict><v:shape style="width:200pt;height:90pt"{}><v:imagedata/></v:shape></w:pict></w:r>'
        without = paragraph(shape.format(""))
        assert self.codes(tmp_path, without) == ["picture-without-text"]
        assert self.codes(tmp_path, paragraph(shape.format(' alt="Kaart"'))) == []

    def it_tells_nothing_of_a_small_old_picture(self, tmp_path):
        icon = '<v:shape style="width:12pt;height:12pt"><v:imagedata/></v:shape>'
        assert self.codes(tmp_path, paragraph(f"<w:r><w:pict>{icon}</w:pict></w:r>")) == []

    def it_tells_of_a_chart(self, tmp_path):
        chart = '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="x"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        assert self.codes(tmp_path, paragraph(chart)) == ["chart"]

    def it_names_the_program_of_an_embedded_object(self, tmp_path):
        sheet = (
            '<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
        )
        (problem,) = read(tmp_path, paragraph(sheet)).problems
        assert problem.code == "embedded-object"
        assert "Excel.Sheet.12" in problem.text

    def it_tells_of_an_inserted_file(self, tmp_path):
        body = paragraph("een") + '<w:altChunk r:id="a"/>'
        chunk = relationship("a", "aFChunk", "deel.mht")
        (problem,) = read(tmp_path, body, relationships=chunk).problems
        assert (problem.code, problem.place) == ("alt-chunk", "vóór de eerste kop, bij alinea 1")
        assert "word/deel.mht" in problem.text


class DescribeDiagrams:
    BODY = paragraph(
        '<w:r><w:drawing><wp:inline><wp:docPr id="3" name="Diagram"/><a:graphic><a:graphicData>'
        '<dgm:relIds r:dm="d1"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )

    def they_tell_their_texts_parents_first(self, tmp_path):
        def point(key, text, kind="node"):
            inside = f"<dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t>"
            return f'<dgm:pt modelId="{key}" type="{kind}">{inside}</dgm:pt>'

        def link(source, order, target):
            return f'<dgm:cxn srcId="{source}" srcOrd="{order}" destId="{target}"/>'

        data = (
            f"<dgm:dataModel {NAMESPACES}><dgm:ptLst>{point(0, '', 'doc')}{point(3, 'tafel')}"
            f"{point(1, 'regio')}{point(2, 'wijk')}{point(9, 'beeld', 'pres')}</dgm:ptLst>"
            f"<dgm:cxnLst>{link(0, 0, 1)}{link(0, 1, 3)}{link(1, 0, 2)}</dgm:cxnLst>"
            "</dgm:dataModel>"
        )
        document = read(
            tmp_path,
            self.BODY,
            raw={"word/diagrams/data1.xml": data},
            relationships=relationship("d1", "diagramData", "diagrams/data1.xml"),
        )
        assert parts(document) == [
            (Part.TEXTBOX, "", "regio"),
            (Part.TEXTBOX, "", "wijk"),
            (Part.TEXTBOX, "", "tafel"),
        ]

    def they_are_told_as_a_problem_when_their_data_is_missing(self, tmp_path):
        assert [p.code for p in read(tmp_path, self.BODY).problems] == ["diagram"]
