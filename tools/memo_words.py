"""The words of the memo's Word templates, in Dutch and English."""

from __future__ import annotations

from typing import Any

Words = dict[str, Any]

NL: Words = {
    "title": "Beoordelingsmemo RESV-plan",
    "about": [
        "Regio", "Bestand", "Ingediend", "Getoetst aan", "Datum memo", "Beoordelaar", "Kenmerk bestand (SHA-256)",
        "Gemaakt met",
    ],
    "counted": "{{ telling.regels }} eisen en aandachtspunten getoetst: {{ telling.voldoet }} aangetoond, "
    "{{ telling.bevindingen }} niet (geheel) aangetoond, {{ telling.te_beoordelen }} te beoordelen in het plan, "
    "{{ telling.checklist }} open op de checklist.",
    "advises": "{{ memo.adviseert }}{% if telling.door_mensen %} Bij {{ telling.door_mensen }} "
    "{{ 'eis' if telling.door_mensen == 1 else 'eisen' }} staat het oordeel van een beoordelaar.{% endif %}",
    "changed": "Let op: de oordelen zijn gegeven bij een andere versie van dit bestand. Ga na of ze nog gelden.",
    "conclusion": "Conclusie van de beoordelaar",
    "summary": "Samenvatting per bouwsteen",
    "summary_heads": ["", "Bouwsteen", "Oordeel", "Waarom", "Goed", "Niet", "Open", "Nvt", "Waar in het plan"],
    "problems": "Niet (goed) gelezen",
    "findings": "Bevindingen",
    "findings_intro": "Bij elke bevinding staat wat is gevraagd, wat in het plan is gelezen en waar, en de bron van de "
    "eis. Dichtstbij is de passage die het meest op het gevraagde lijkt, maar het niet aantoont.",
    "gates": "Minimale eisen die niet (geheel) zijn aangetoond",
    "others": "Overige bevindingen",
    "open": "Te beoordelen door een mens",
    "none": "Geen.",
    "judged": "Oordelen van de beoordelaar",
    "judged_heads": ["Eis", "resvtool", "Oordeel", "Opmerking"],
    "by_person": "oordeel van de beoordelaar",
    "finding": {
        "asked": "Gevraagd", "found": "Bevinding", "evidence": "Gelezen",
        "nearest": "Dichtstbij", "source": "Bron", "differs": "Verschilt", "remark": "Opmerking",
    },
    "question_ref": "vraag {{ f.vraag }}",
    "smart": "Knelpunten en SMART-impact",
    "smart_intro": "Per knelpunt wat het plan zegt. Een streepje op rood: dit onderdeel is niet gevonden.",
    "smart_heads": ["Knelpunt", "Omvang nu", "Specifiek", "Meetbaar", "Acceptabel", "Realistisch", "Tijdgebonden"],
    "chain": "Van knelpunt naar begroting",
    "chain_intro": "Elk knelpunt met de beoogde impact, de activiteiten die eraan werken, hun hoofdtaak en hun post "
    "in de begroting. Rood: een schakel ontbreekt. Geel: alleen een eigen post in de begroting ontbreekt.",
    "chain_heads": ["Knelpunt", "Impact", "Activiteit (niveau)", "Hoofdtaak", "Begroting", "Hiaten"],
    "gaps": "Hiaten: {{ keten_hiaten|join('; ') or 'geen' }}.",
    "figures": "Getallen en grenzen",
    "figures_heads": ["Eis", "In het plan", "Grens", "Berekening", "Oordeel", "Plaats"],
    "checklist": "Checklist",
    "checklist_intro": "Wat geen plan kan laten zien: af te vinken met ander bewijs.",
    "gate_mark": " (minimale eis)",
    "judged_as": "Oordeel: {{ c.oordeel }}",
    "questions": "Vragen aan de regio",
    "questions_intro": "Klaar om te versturen. Opmerkingen van de beoordelaar staan er niet in.",
    "letter_open": [
        "Geachte heer, mevrouw,",
        "Wij hebben uw plan{% if plan.ingediend %}, ingediend op {{ plan.ingediend }},{% endif %} gelezen. Over de "
        "onderstaande {{ 'punten' if telling.vragen > 1 else 'punt' }} ontvangen wij graag uw reactie.",
    ],
    "letter_close": ["Hebt u vragen over deze brief, dan lichten wij die graag toe.", "Met vriendelijke groet,",
                     "{{ memo.beoordelaar }}"],
    "dates": "Data van de inkoopronde",
    "dates_heads": ["Datum", "Wat"],
    "signing": "Besluit en ondertekening",
    "signing_intro": "Dit memo is een advies. Het besluit over het plan is aan de ondertekenaar.",
    "signing_heads": ["Naam", "Besluit", "Datum", "Handtekening"],
    "met": "Bijlage: wat is aangetoond",
    "met_intro": "Per eis de passage waaruit het blijkt, en waar die staat. Het eerste cijfer is de bouwsteen.",
    "met_heads": ["", "Eis", "Gelezen", "Plaats"],
    "na": "Niet van toepassing",
    "page": "pagina",
    "footer": "Beoordelingsmemo {{ plan.regio }} | {{ memo.datum }} | resvtool {{ memo.resvtool }}",
}  # fmt: skip

EN: Words = {
    "title": "Assessment memo RESV plan",
    "about": [
        "Region", "File", "Submitted", "Assessed by", "Date of memo", "Assessor", "File hash (SHA-256)", "Made with",
    ],
    "counted": "{{ telling.regels }} requirements and notes checked: {{ telling.voldoet }} shown, "
    "{{ telling.bevindingen }} not (wholly) shown, {{ telling.te_beoordelen }} to be judged in the plan, "
    "{{ telling.checklist }} open on the checklist.",
    "advises": "{{ memo.adviseert }}{% if telling.door_mensen %} For {{ telling.door_mensen }} "
    "{{ 'requirement' if telling.door_mensen == 1 else 'requirements' }} the verdict is an assessor's.{% endif %}",
    "changed": "Note: the judgements were given on another version of this file. Check whether they still hold.",
    "conclusion": "Conclusion of the assessor",
    "summary": "Summary per building block",
    "summary_heads": ["", "Building block", "Verdict", "Why", "Meets", "Not", "Open", "N/a", "Where in the plan"],
    "problems": "Not (well) read",
    "findings": "Findings",
    "findings_intro": "Each finding says what is asked, what was read in the plan and where, and the source of the "
    "requirement. Nearest is the passage that resembles what is asked most, but does not show it.",
    "gates": "Minimum requirements that are not (wholly) shown",
    "others": "Other findings",
    "open": "For a person to judge",
    "none": "None.",
    "judged": "Judgements of the assessor",
    "judged_heads": ["Requirement", "resvtool", "Verdict", "Remark"],
    "by_person": "judged by the assessor",
    "finding": {
        "asked": "Asked", "found": "Finding", "evidence": "Read",
        "nearest": "Nearest", "source": "Source", "differs": "Differs", "remark": "Remark",
    },
    "question_ref": "question {{ f.vraag }}",
    "smart": "Bottlenecks and SMART impact",
    "smart_intro": "What the plan says of each bottleneck. A dash on red: this part was not found.",
    "smart_heads": ["Bottleneck", "Size now", "Specific", "Measurable", "Acceptable", "Realistic", "Time-bound"],
    "chain": "From bottleneck to budget",
    "chain_intro": "Each bottleneck with the intended impact, the activities that work on it, their main task and "
    "their post in the budget. Red: a link is missing. Yellow: only a post of its own in the budget is missing.",
    "chain_heads": ["Bottleneck", "Impact", "Activity (level)", "Main task", "Budget", "Gaps"],
    "gaps": "Gaps: {{ keten_hiaten|join('; ') or 'none' }}.",
    "figures": "Numbers and limits",
    "figures_heads": ["Requirement", "In the plan", "Limit", "Calculation", "Verdict", "Place"],
    "checklist": "Checklist",
    "checklist_intro": "What no plan can show: to be ticked off by other evidence.",
    "gate_mark": " (minimum requirement)",
    "judged_as": "Verdict: {{ c.oordeel }}",
    "questions": "Questions to the region",
    "questions_intro": "Ready to send. The remarks of the assessor are not in it.",
    "letter_open": [
        "Dear Sir or Madam,",
        "We have read your plan{% if plan.ingediend %}, submitted on {{ plan.ingediend }}{% endif %}. We would "
        "appreciate your response to the following {{ 'points' if telling.vragen > 1 else 'point' }}.",
    ],
    "letter_close": ["Please do not hesitate to contact us about this letter.", "Kind regards,",
                     "{{ memo.beoordelaar }}"],
    "dates": "Dates of the purchasing round",
    "dates_heads": ["Date", "What"],
    "signing": "Decision and signature",
    "signing_intro": "This memo is an advice. The decision on the plan is the signatory's.",
    "signing_heads": ["Name", "Decision", "Date", "Signature"],
    "met": "Annex: what is shown",
    "met_intro": "For each requirement the passage that shows it, and where it stands. The first number is the "
    "building block.",
    "met_heads": ["", "Requirement", "Read", "Place"],
    "na": "Not applicable",
    "page": "page",
    "footer": "Assessment memo {{ plan.regio }} | {{ memo.datum }} | resvtool {{ memo.resvtool }}",
}  # fmt: skip
