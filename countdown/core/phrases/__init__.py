"""What a person types for a date or a time, as dates and times."""

from countdown.core.phrases.error import PhraseError
from countdown.core.phrases.when import When, parse_iso, parse_when

__all__ = ["PhraseError", "When", "parse_iso", "parse_when"]
