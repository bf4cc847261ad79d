"""The words of the page, in Dutch and English."""

from __future__ import annotations

from resvtool.rules.model import Text

WORDS = {
    "title": Text("Beoordeling van", "Assessment of"),
    "skip": Text("Naar de bevindingen", "Skip to the findings"),
    "plans": Text("Plannen", "Plans"),
    "plan": Text("Plan", "Plan"),
    "contents": Text("Op deze pagina", "On this page"),
    "overview": Text("Overzicht", "Overview"),
    "findings": Text("Eisen en bevindingen", "Requirements and findings"),
    "smart": Text("SMART-tabel", "SMART table"),
    "chain": Text("Van knelpunt naar begroting", "From bottleneck to budget"),
    "budget": Text("Begroting", "Budget"),
    "figures": Text("Getallen en grenzen", "Numbers and limits"),
    "checklist": Text("Checklist", "Checklist"),
    "dates": Text("Data van de inkoopronde", "Dates of the purchasing round"),
    "text": Text("Het plan zelf", "The plan itself"),
    "verdict": Text("Oordeel", "Verdict"),
    "block": Text("Bouwsteen", "Building block"),
    "why": Text("Waarom", "Why"),
    "share": Text("Verdeling", "Distribution"),
    "where": Text("Waar in het plan", "Where in the plan"),
    "filter": Text("Tonen", "Show"),
    "status": Text("Uitkomst", "Outcome"),
    "severity": Text("Zwaarte", "Severity"),
    "only_gates": Text("alleen minimale eisen", "minimum requirements only"),
    "search": Text("Zoek in de bevindingen", "Search the findings"),
    "shown": Text("{} van {} eisen getoond", "{} of {} requirements shown"),
    "none_shown": Text("Geen eis past bij deze keuze.", "No requirement fits this choice."),
    "open_all": Text("Alles openklappen", "Open all"),
    "close_all": Text("Alles dichtklappen", "Close all"),
    "print": Text("Afdrukken", "Print"),
    "back": Text("Terug naar de bevinding", "Back to the finding"),
    "asked": Text("Gevraagd", "Asked"),
    "evidence": Text("Bewijs", "Evidence"),
    "nearest": Text("Kwam het dichtst bij", "Came nearest"),
    "looked_in": Text("Gezocht in", "Looked in"),
    "advice": Text("Advies", "Advice"),
    "source": Text("Bron", "Source"),
    "differs": Text("Verschilt", "Differs"),
    "show_in_plan": Text("toon in het plan", "show in the plan"),
    "per_item": Text("Per onderdeel", "By item"),
    "missing": Text("ontbreekt", "missing"),
    "gate": Text("minimale eis", "minimum requirement"),
    "point": Text("punt", "point"),
    "waivers": Text("Ontheffingen en baseline", "Waivers and baseline"),
    "problems": Text("Niet (goed) gelezen", "Not (well) read"),
    "bottleneck": Text("Knelpunt", "Bottleneck"),
    "impact": Text("Impact", "Impact"),
    "activity": Text("Activiteit", "Activity"),
    "hoofdtaak": Text("Hoofdtaak", "Main task"),
    "amount": Text("Begroting", "Budget"),
    "gaps": Text("Ontbreekt", "Missing"),
    "shown_here": Text("aangetoond", "shown"),
    "not_shown": Text("niet gevonden", "not found"),
    "as_table": Text("Dezelfde gegevens als tabel", "The same as a table"),
    "chain_text": Text(
        "Elk knelpunt met de impact die het plan belooft, de activiteiten die eraan werken, hun hoofdtaken (1 tot en "
        "met 5) en hun bedrag in de begroting. Rood en gestippeld: ontbreekt.",
        "Each bottleneck with the impact that the plan promises, the activities that work on it, their main tasks "
        "(1 to 5) and their amount in the budget. Red and dashed: missing.",
    ),
    "no_chain": Text("In het plan zijn geen knelpunten of activiteiten herkend.", "No bottleneck or activity found."),
    "no_budget": Text("In het plan is geen begrotingstabel herkend.", "No budget table found in the plan."),
    "no_figures": Text("Deze ruleset stelt geen grenzen aan getallen.", "This ruleset sets no limits to numbers."),
    "no_checklist": Text("Deze ruleset heeft geen checklist.", "This ruleset has no checklist."),
    "no_own_post": Text("geen eigen post", "no post of its own"),
    "total": Text("Totaal", "Total"),
    "adds_up": Text("telt op", "adds up"),
    "what": Text("Wat", "What"),
    "stated": Text("Het plan zegt", "The plan says"),
    "limit": Text("Grens", "Limit"),
    "calculation": Text("Berekening", "Calculation"),
    "checklist_text": Text(
        "Dit toetst een mens met ander bewijs dan het plan.",
        "A person checks this by other evidence than the plan.",
    ),
    "ruleset": Text("Ruleset", "Ruleset"),
    "hash": Text("Bestand (sha256)", "File (sha256)"),
    "pages": Text("bladzijden", "pages"),
    "page": Text("blz.", "page"),
    "made_with": Text("Gemaakt met", "Made with"),
    "finding": Text("bevinding", "finding"),
    "text_hint": Text(
        "De passages waarop de uitkomsten rusten, zijn gemarkeerd; een nummer erachter gaat naar de bevinding.",
        "The passages on which the outcomes rest are marked; a number behind them leads to the finding.",
    ),
    "local": Text(
        "Deze pagina werkt zonder internet en stuurt niets op.", "This page works offline and sends nothing."
    ),
}


def words(lang: str) -> dict[str, str]:
    """Return the words in ``lang``, by name."""
    return {name: text(lang) for name, text in WORDS.items()}
