"""Facts: what was seen, in the past tense, unjudged. The same facts are judged under any profile."""

from typing import get_args

from govcrawl.model.fact.account import AccountFound, AccountSeen, Trace
from govcrawl.model.fact.column import ColumnNamed, ColumnSeen, Whereabouts
from govcrawl.model.fact.dates import ArticleDatesSeen, RowDate, RowsSeen
from govcrawl.model.fact.domain import DomainSeen, Reached
from govcrawl.model.fact.error_text import ErrorTextSeen
from govcrawl.model.fact.feed import FeedSeen, SourceAsked
from govcrawl.model.fact.guide import GuidesCounted, GuideSeen
from govcrawl.model.fact.home_page import HomePageSeen
from govcrawl.model.fact.interpretation import DocumentSeen, InterpretationSeen
from govcrawl.model.fact.link import LinkChecked, LinkScope, LinksCounted, LinkState
from govcrawl.model.fact.message import BoardSeen, CorrectionSeen, MessageSeen
from govcrawl.model.fact.outward import OutwardLinksSeen
from govcrawl.model.fact.page_marks import PageMarksSeen, PageRole
from govcrawl.model.fact.post import CommentSeen, PostSeen
from govcrawl.model.fact.probe import ProbeSeen
from govcrawl.model.fact.screenshot import ScreenshotTaken
from govcrawl.model.fact.search import SearchSeen, TitleSearched
from govcrawl.model.fact.visit import TargetVisited

Fact = (
    HomePageSeen
    | ColumnSeen
    | ColumnNamed
    | FeedSeen
    | SourceAsked
    | PostSeen
    | CommentSeen
    | AccountSeen
    | AccountFound
    | TargetVisited
    | ProbeSeen
    | LinkChecked
    | LinksCounted
    | PageMarksSeen
    | DomainSeen
    | GuideSeen
    | GuidesCounted
    | InterpretationSeen
    | DocumentSeen
    | SearchSeen
    | MessageSeen
    | BoardSeen
    | RowsSeen
    | ArticleDatesSeen
    | ErrorTextSeen
    | CorrectionSeen
    | ScreenshotTaken
    | OutwardLinksSeen
)
Imported = MessageSeen | CorrectionSeen | ProbeSeen | FeedSeen | ScreenshotTaken  # what a table of the office can hold
FACT_KINDS: dict[str, type[Fact]] = {kind.__name__: kind for kind in get_args(Fact)}

__all__ = [
    "FACT_KINDS",
    "AccountFound",
    "AccountSeen",
    "ArticleDatesSeen",
    "BoardSeen",
    "ColumnNamed",
    "ColumnSeen",
    "CommentSeen",
    "CorrectionSeen",
    "DocumentSeen",
    "DomainSeen",
    "ErrorTextSeen",
    "Fact",
    "FeedSeen",
    "GuideSeen",
    "GuidesCounted",
    "HomePageSeen",
    "Imported",
    "InterpretationSeen",
    "LinkChecked",
    "LinkScope",
    "LinkState",
    "LinksCounted",
    "MessageSeen",
    "OutwardLinksSeen",
    "PageMarksSeen",
    "PageRole",
    "PostSeen",
    "ProbeSeen",
    "Reached",
    "RowDate",
    "RowsSeen",
    "ScreenshotTaken",
    "SearchSeen",
    "SourceAsked",
    "TargetVisited",
    "TitleSearched",
    "Trace",
    "Whereabouts",
]
