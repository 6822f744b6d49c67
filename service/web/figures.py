"""Web: /v1/figures, the ledger of figures, and its audit."""

from flask import Response

from service.domain.figure_words import AUDIT_WORDS, FIGURE_WORDS
from service.domain.queries import PAGING, Query
from service.storage import audit, figures
from service.web import answers, figure_examples
from service.web.blueprint import READ_ERRORS, Blueprint
from service.web.figure_shapes import LEDGER, FigureAuditShape

blueprint = Blueprint("figures", __name__, url_prefix="/v1/figures", description="Numbers that somebody claimed.")


@blueprint.get("")
@blueprint.named("list_figures", "List figures, or count and add them up by day, month or year")
@blueprint.answers(200, LEDGER, headers=answers.LINK_HEADER, example=figure_examples.FIGURES)
@blueprint.errors(*READ_ERRORS)
@blueprint.finds(*FIGURE_WORDS, *PAGING)
def search(query: Query) -> Response:
    """Figures in the order of their periods (the event's span where a figure has none).

    `metric`, `source`, `since`, `until` and `certain` ask for the figure, every other event word for its event. With
    `group` the items are groups of figures that share metric, subject, claimant, unit and scope: a figure belongs to
    the day, month or year in which its whole period lies (in UTC where it bears an offset). What lies in no single one
    stands last, in groups whose `period` is null. Running totals are not added up.
    """
    return answers.page(figures.groups(query) if query["group"] else figures.search(query))


@blueprint.get("/audit")
@blueprint.named("audit_figures", "What figures say against each other, or for a record, with the arithmetic")
@blueprint.answers(200, FigureAuditShape, headers=answers.LINK_HEADER, example=figure_examples.AUDIT)
@blueprint.errors(*READ_ERRORS)
@blueprint.finds(*AUDIT_WORDS, *PAGING)
def find_faults(query: Query) -> Response:
    """Findings about figures of one metric, subject and unit, each with the figures and the numbers that prove it.

    - `contradiction`, `contradiction_between_claimants`: the same scope and period (or the same event, where no period
      is given), and no number that all can mean. `about` reaches a tenth to either side where there is no low and high.
    - `total_falls`: a running total below an earlier one of the same claimant.
    - `total_differs_from_sum`: the total before it and the figures of every day after that add up to something else.
    - `record_refuted`, `record_supported`, `record_undecided`: a claimed record against the same claimant's figures for
      earlier periods of the same length; a tie refutes it.

    Nothing is concluded from a period that is approximate, uncertain or open, nor from the order of two that overlap.
    The words choose which figures a finding must rest on; what proves it may lie outside. A page may hold fewer than
    `limit` findings and still have a `next`.
    """
    return answers.page(audit.search(query))
