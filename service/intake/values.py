"""Intake: fields of text with a form: ids, labels, dates, instants, addresses, codes."""

import re
from datetime import datetime
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from marshmallow import ValidationError

from service.domain.countries import COUNTRIES
from service.domain.dates import parse
from service.domain.spans import ONGOING
from service.intake.fields import TextField

RESERVED_IDS: Final = frozenset({"none", "any", "all", "null"})
"""Query words give these a meaning of their own."""


class FormField(TextField):
    """Text that fits `form` from end to end."""

    form: ClassVar[str]
    """A regular expression that Python and ECMAScript read alike, because openapi.yaml shows it."""
    says: ClassVar[str]
    """What is told where it does not fit."""
    low: ClassVar[int] = 1
    high: ClassVar[int]

    def __init__(self, description: str, *, example: str, **rest: Any) -> None:
        self.fits = re.compile(self.form).fullmatch
        pattern = {"pattern": f"^{self.form}$"}
        super().__init__(description, example=example, low=self.low, high=self.high, metadata=pattern, **rest)

    def _deserialize(self, value: Any, *where: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, *where, **kwargs)
        if self.fits(text) is None:
            raise ValidationError(self.says)
        self._judge(text)
        return text

    def _judge(self, text: str) -> None:
        """Raises ValidationError where a rule is broken that no expression tells."""


class IdField(FormField):
    """A record's id: its own, or that of a record it refers to."""

    form = "[a-z0-9]([a-z0-9._-]*[a-z0-9])?"
    high = 120
    says = "must be lower-case letters, digits, '-', '.', '_', and begin and end with a letter or digit"

    def _judge(self, text: str) -> None:
        if text in RESERVED_IDS:
            raise ValidationError(f"must not be {text!r}: query words use it")


class NameField(FormField):
    """A line of text that people read; not blank."""

    form = r"[\s\S]*\S[\s\S]*"
    high = 300
    says = "must not be blank"


class LabelField(FormField):
    """A tag, metric, unit or scheme: any script, no comma or semicolon, since lists of them are written with these."""

    form = r"[^\s,;]([^,;]*[^\s,;])?"
    high = 80
    says = "must hold no comma or semicolon, and no blank at either end"


class EdtfField(TextField):
    """A date in EDTF, kept as it is written; `service.domain.dates` says which are read."""

    def __init__(self, description: str, *, example: str, **rest: Any) -> None:
        super().__init__(description, example=example, low=1, high=64, **rest)

    def _deserialize(self, value: Any, *where: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, *where, **kwargs)
        try:
            parse(text)
        except ValueError as fault:
            raise ValidationError(str(fault)) from fault
        return text


class EndField(EdtfField):
    """A date in EDTF, or `..` for what is still going on."""

    def _deserialize(self, value: Any, *where: Any, **kwargs: Any) -> str:
        return ONGOING if value == ONGOING else super()._deserialize(value, *where, **kwargs)


class InstantField(FormField):
    """A moment (RFC 3339), with `Z` or an offset."""

    form = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})"
    high = 40
    says = "must be an RFC 3339 instant such as 2024-11-26T10:00:00Z"

    def _judge(self, text: str) -> None:
        try:
            datetime.fromisoformat(text.upper())
        except ValueError as fault:
            raise ValidationError(f"is no moment in time: {fault}") from fault


class UrlField(FormField):
    """An address that a reader may open: http or https, with a host."""

    form = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s\x00-\x20\x7f-\x9f\"<>\\`]+"
    high = 2048
    says = "must be an http or https address without blanks, quotes or angle brackets"

    def _judge(self, text: str) -> None:
        try:
            parts = urlsplit(text)
            reachable = bool(parts.hostname) and parts.port != 0
        except ValueError as fault:
            raise ValidationError(f"is no address: {fault}") from fault
        if not reachable:
            raise ValidationError("must name a host")


class LanguageField(FormField):
    """A language tag by the shape of BCP 47."""

    form = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"
    high = 35
    says = "must be a language tag such as en or uk-UA"


class CountryField(FormField):
    """A country of ISO 3166-1, by its two upper-case letters."""

    form = "[A-Z]{2}"
    low = high = 2
    says = "must be two upper-case letters"

    def _judge(self, text: str) -> None:
        if text not in COUNTRIES:
            raise ValidationError("is no country code of ISO 3166-1")


class WikidataField(FormField):
    """An item of Wikidata."""

    form = "Q[1-9][0-9]*"
    high = 15
    says = "must be a Wikidata item such as Q212"
