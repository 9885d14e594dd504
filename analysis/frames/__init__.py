"""Frames: a judgement as tidy rows, from pure functions. Sheets, notice, page and notebooks take them from here."""

from analysis.frames.column_days import column_days
from analysis.frames.columns import blank_columns, columns, faulty_tags, stale_days
from analysis.frames.error_texts import candidates
from analysis.frames.faults import by_unit as faults_by_unit
from analysis.frames.faults import faults
from analysis.frames.feeds import feeds
from analysis.frames.messages import by_month as messages_by_month
from analysis.frames.messages import by_topic as messages_by_topic
from analysis.frames.messages import by_unit as messages_by_unit
from analysis.frames.messages import correction_workdays, corrections, messages
from analysis.frames.ranking import county_ranking, plain_rates
from analysis.frames.rates import matrix_rates, overview_rates, overview_table, rates_by, score_bands, score_ranks
from analysis.frames.sightings import closed_domains, connectivity, dead_links
from analysis.frames.trend import trend

__all__ = [
    "blank_columns",
    "candidates",
    "closed_domains",
    "column_days",
    "columns",
    "connectivity",
    "correction_workdays",
    "corrections",
    "county_ranking",
    "dead_links",
    "faults",
    "faults_by_unit",
    "faulty_tags",
    "feeds",
    "matrix_rates",
    "messages",
    "messages_by_month",
    "messages_by_topic",
    "messages_by_unit",
    "overview_rates",
    "overview_table",
    "plain_rates",
    "rates_by",
    "score_bands",
    "score_ranks",
    "stale_days",
    "trend",
]
