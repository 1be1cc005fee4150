"""Claims settled into events, events folded into relations, and the questions put to both.

Pure functions over plain data: nothing here reads a database, a clock or a file but the event
types, and every result is the same in whatever order its input comes.
"""

from dragoman.relations.answers import (
    UNKNOWN,
    Change,
    ChangesAnswer,
    Conflict,
    ConflictsAnswer,
    RecordVerdict,
    Standing,
    StatusAnswer,
    TimelineAnswer,
    TimelineEntry,
    Trace,
    WhoAnswer,
)
from dragoman.relations.changes import changes_since, newly_known
from dragoman.relations.conflicts import conflict_of, conflicts
from dragoman.relations.decisions import AMENDABLE, amend, apply_decisions, check_decision
from dragoman.relations.entries import ClaimEntry, DecisionEntry, known_up_to
from dragoman.relations.fold import Folded, Folder, fold, fold_pair
from dragoman.relations.keys import RelationKey, relation_key, relation_order
from dragoman.relations.lanes import Clash
from dragoman.relations.lifetimes import Lifetimes, PartyFacts, PartyTable
from dragoman.relations.moments import boundary_day, covers, is_certain, since_day, until_day
from dragoman.relations.ops import event_id
from dragoman.relations.pairs import (
    OF_PARTIES,
    Affected,
    PairKey,
    affects,
    feeders,
    heirs,
    pair_key,
    party_key,
)
from dragoman.relations.questions import of_dimension, status_on, timeline, who, why
from dragoman.relations.records_check import check_record_claims
from dragoman.relations.settle import settle
from dragoman.relations.statuses import ABSENT, HOLDING, INTERRUPTED, polarity

__all__ = [
    "ABSENT",
    "AMENDABLE",
    "HOLDING",
    "INTERRUPTED",
    "OF_PARTIES",
    "UNKNOWN",
    "Affected",
    "Change",
    "ChangesAnswer",
    "ClaimEntry",
    "Clash",
    "Conflict",
    "ConflictsAnswer",
    "DecisionEntry",
    "Folded",
    "Folder",
    "Lifetimes",
    "PairKey",
    "PartyFacts",
    "PartyTable",
    "RecordVerdict",
    "RelationKey",
    "Standing",
    "StatusAnswer",
    "TimelineAnswer",
    "TimelineEntry",
    "Trace",
    "WhoAnswer",
    "affects",
    "amend",
    "apply_decisions",
    "boundary_day",
    "changes_since",
    "check_decision",
    "check_record_claims",
    "conflict_of",
    "conflicts",
    "covers",
    "event_id",
    "feeders",
    "fold",
    "fold_pair",
    "heirs",
    "is_certain",
    "known_up_to",
    "newly_known",
    "of_dimension",
    "pair_key",
    "party_key",
    "polarity",
    "relation_key",
    "relation_order",
    "settle",
    "since_day",
    "status_on",
    "timeline",
    "until_day",
    "who",
    "why",
]
