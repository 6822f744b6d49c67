"""Intake: the shape of a source."""

from marshmallow import ValidationError

from service.domain.records import Fields
from service.domain.sources import RELIABILITIES, TYPES
from service.intake.fields import ChoiceField
from service.intake.shapes import RecordShape, server_fields
from service.intake.values import EdtfField, InstantField, LanguageField, NameField, UrlField


class SourceShape(RecordShape):
    """Needs something to know it by: `publisher`, `title` or `url`."""

    publisher = NameField("Who published it.", example="Example News", load_default=None)
    title = NameField("Its title.", example="Russia fires missile at Ukraine", load_default=None)
    url = UrlField("Where it is read.", example="https://example.org/news/1", load_default=None)
    archived_url = UrlField("Where a copy is kept.", example="https://web.archive.org/web/1", load_default=None)
    published = EdtfField("When it was published (EDTF).", example="2024-11-26", load_default=None)
    type = ChoiceField("What it is.", *TYPES, load_default="other")
    reliability = ChoiceField(
        "Admiralty code of the source, from A (reliable) to F (cannot be judged).", *RELIABILITIES, load_default=None
    )
    lang = LanguageField("Its language (BCP 47).", example="en", load_default=None)
    retracted_at = InstantField("When it was retracted (RFC 3339).", example="2024-12-01T09:00:00Z", load_default=None)
    version, created_at, updated_at = server_fields()

    def judge(self, source: Fields) -> None:
        """Refuses a source without publisher, title and url."""
        if not any(source[name] for name in ("publisher", "title", "url")):
            raise ValidationError("needs a publisher, a title or a url")
