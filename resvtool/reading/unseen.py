"""What is told of text that is in a file but that nobody sees: the same in every format."""

from __future__ import annotations

UNSEEN = {
    "hidden-text": "Tekst die in Word verborgen is, is niet gelezen en telt niet als bewijs.",
    "invisible-text": "Onzichtbaar gemaakte tekst telt niet als bewijs.",
    "white-text": "Witte tekst op een witte achtergrond is niet te zien en telt niet als bewijs.",
    "tiny-text": "Tekst van hooguit 2 punten groot is niet te lezen en telt niet als bewijs.",
    "text-outside-page": "Tekst die buiten het papier staat, is niet te zien en telt niet als bewijs.",
    "covered-text": "Tekst die onder een vlak of afbeelding ligt, is niet te zien en telt niet als bewijs.",
    "switched-off-text": "Tekst in een laag die uit staat, is niet te zien en telt niet als bewijs.",
}
"""A sentence for users by the code of its problem."""
