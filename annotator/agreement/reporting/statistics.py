"""Further coefficients for a field, for readers who are used to them; computed on demand."""

from __future__ import annotations

from annotator.agreement.coefficients.alpha import krippendorff_alpha
from annotator.agreement.coefficients.distances import Scale
from annotator.agreement.coefficients.kappas import (
    cohen_kappa_weighted,
    fleiss_kappa,
    gwet_ac1,
    mean_pairwise_cohen_kappa,
    percent_agreement_unit_mean,
    scott_pi,
)
from annotator.agreement.figures import Figure
from annotator.agreement.reporting.field_ratings import FieldRatings
from annotator.agreement.reporting.fields import Measure, ReportedField

NO_VALUES = frozenset({Measure.KILOMETRES, Measure.NEAR})
"""Measures whose values no kappa can compare."""


def statistics(
    of: ReportedField, found: FieldRatings, weights: Scale | None = None
) -> dict[str, Figure]:
    """Cohen's, Light's, Scott's, Fleiss' and Gwet's coefficients of a field, by their names.

    Cohen's kappa of more than two raters is the mean over pairs (Light's). Weighted kappas are
    given where values have an order: "linear" and "quadratic" for numbers, "custom" by the levels
    of a list, or by ``weights`` of one's own, and then alpha by these too. Sets are compared for
    being the same.
    """
    if of.measure in NO_VALUES:
        return {}
    ratings = found.ratings
    figures = {
        "percent_agreement_unit_mean": percent_agreement_unit_mean(ratings),
        "cohen_kappa": mean_pairwise_cohen_kappa(ratings),
        "scott_pi": scott_pi(ratings),
        "fleiss_kappa": fleiss_kappa(ratings),
        "gwet_ac1": gwet_ac1(ratings),
    }
    scale = of.scale(ratings.categories)
    if of.measure in (Measure.NUMBERS, Measure.ORDERED):
        for steps in ("linear", "quadratic"):
            figures[f"cohen_kappa_{steps}"] = cohen_kappa_weighted(ratings, steps, scale)
    own = scale if of.measure is Measure.LEVELS else weights
    if own is not None:
        figures["cohen_kappa_custom"] = cohen_kappa_weighted(ratings, "custom", own)
    if weights is not None:
        figures["krippendorff_alpha_custom"] = krippendorff_alpha(ratings, weights)
    return figures
