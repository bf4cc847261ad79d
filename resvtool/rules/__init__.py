"""Rules: their model, the loading and extending of rulesets, the kinds of check, and the engine."""
