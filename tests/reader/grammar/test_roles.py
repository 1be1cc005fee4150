"""Who fills the roles of each kind of frame, and who is understood where nobody is named."""

from __future__ import annotations

import pytest

from dragoman.reader.discourse import Discourse, Post, Referent
from dragoman.reader.mentions import Mention
from tests.reader.build import mentions_in, proposals_of, told

Told = tuple[str, list[str], list[str]]


def readings(text: str, discourse: Discourse | None = None, *, heading: bool = False) -> list[Told]:
    return [told(p) for p in proposals_of(text, heading=heading, discourse=discourse)]


def named(word: str) -> Mention:
    return mentions_in(word)[0]


# ------------------------------------------------------------------------------------ directed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile recognized Ghana.", [("recognize", ["CHL"], ["GHA"])]),
        ("Ghana was recognized by Chile.", [("recognize", ["CHL"], ["GHA"])]),
        (
            "Chile recognized Ghana and Togo.",
            [("recognize", ["CHL"], ["GHA"]), ("recognize", ["CHL"], ["TGO"])],
        ),
        ("Chile and Ghana recognized one another.", [("recognize", ["CHL", "GHA"], ["CHL", "GHA"])]),
        ("Chile extended recognition to Ghana.", [("recognize", ["CHL"], ["GHA"])]),
        ("Ghana was granted recognition by Chile.", [("recognize", ["CHL"], ["GHA"])]),
        ("Chile and Ghana recognized each other.", [("recognize", ["CHL", "GHA"], ["CHL", "GHA"])]),
        ("Chile's recognition of Ghana came late.", [("recognize", ["CHL"], ["GHA"])]),
        ("The recognition of Ghana by Chile came late.", [("recognize", ["CHL"], ["GHA"])]),
        ("Mutual recognition between Chile and Ghana came.", [("recognize", ["CHL", "GHA"], ["CHL", "GHA"])]),
        ("Chile recognized the independence of Ghana.", [("recognize", ["CHL"], ["GHA"])]),
        ("Chile recognized the sovereignty over Ghana.", []),
        ("Chile imposed sanctions on Ghana.", [("impose_sanctions", ["CHL"], ["GHA"])]),
        ("Chile imposed trade sanctions against Ghana.", [("impose_sanctions", ["CHL"], ["GHA"])]),
        ("Chilean sanctions on Ghana were lifted.", [("lift_sanctions", ["CHL"], ["GHA"])]),
        ("The lifting of Chilean sanctions on Ghana came.", [("lift_sanctions", ["CHL"], ["GHA"])]),
        ("Chile removed Ghana from its list of sponsors.", [("delist", ["CHL"], ["GHA"])]),
        ("Chile designated Hezbollah a terrorist group.", [("designate", ["CHL"], ["hezbollah"])]),
        ("Chile annexed Ghana.", [("annex", ["CHL"], ["GHA"])]),
        ("A treaty which recognized Ghana lapsed.", []),
    ],
)
def test_one_party_does_it_to_another(text: str, expected: list[Told]) -> None:
    assert readings(text) == expected


def test_pronoun_behind_recognition_means_who_was_recognized_last() -> None:
    before = Referent("GHA", mention=named("Ghana"))
    discourse = Discourse(topics={"recognition": (before,)}, subjects=["PER"], recent=["GHA", "PER"])
    assert readings("Chile recognized it.", discourse) == [("recognize", ["CHL"], ["GHA"])]


def test_sanctions_spoken_of_again_are_against_the_same_party() -> None:
    discourse = Discourse(topics={"sanctions": (Referent("GHA", mention=named("Ghana")),)})
    assert readings("Chile lifted the sanctions.", discourse) == [("lift_sanctions", ["CHL"], ["GHA"])]


def test_decision_belongs_to_who_acted_last() -> None:
    discourse = Discourse(last_actors=("CHL", "GHA"))
    assert readings("Chile welcomed the decision.", discourse) == [("support", ["CHL"], ["GHA"])]


def test_interaction_needs_both_parties() -> None:
    assert readings("Chile praised the weather.") == []
    assert readings("Chile praised Ghana.") == [("support", ["CHL"], ["GHA"])]


# ----------------------------------------------------------------------------------- bilateral


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile and Ghana established relations.", ["CHL", "GHA"]),
        ("Chile established relations with Ghana.", ["CHL", "GHA"]),
        ("Relations between Chile and Ghana were established.", ["CHL", "GHA"]),
        ("Relations with Ghana were established by Chile.", ["CHL", "GHA"]),
        ("The establishment of relations between Chile and Ghana came.", ["CHL", "GHA"]),
        ("Chile established its relations with Ghana.", ["CHL", "GHA"]),
    ],
)
def test_two_parties_stand_in_any_order(text: str, expected: list[str]) -> None:
    ((kind, actors, targets),) = readings(text)
    assert kind == "establish_relations"
    assert sorted([*actors, *targets]) == expected


def test_trade_relations_are_no_diplomatic_ones() -> None:
    assert readings("Chile and Ghana established trade relations.") == []
    assert readings("Chile and Ghana established trade and diplomatic relations.") != []


def test_relations_spoken_of_again_are_those_of_the_last_pair() -> None:
    discourse = Discourse(last_theme="relations", last_pair=("CHL", "GHA"))
    ((kind, actors, targets),) = readings("Chile severed them.", discourse)
    assert (kind, actors, targets) == ("sever_relations", ["CHL"], ["GHA"])


def test_agreement_has_its_name() -> None:
    (proposal,) = proposals_of("Chile and Ghana signed the Treaty of Amity.")
    assert proposal.type == "sign_agreement"
    assert proposal.object.startswith("the Treaty")


# ------------------------------------------------------------------------------------- mission


@pytest.mark.parametrize(
    ("text", "kind", "city"),
    [
        ("Chile opened an embassy in Nairobi.", "open_mission", "Nairobi"),
        ("An embassy was opened by Chile in Nairobi.", "open_mission", "Nairobi"),
        ("The Chilean embassy in Nairobi was closed.", "close_mission", "Nairobi"),
        ("The Chilean embassy in Nairobi closed.", "close_mission", "Nairobi"),
        ("Chile closed its embassy in Nairobi.", "close_mission", "Nairobi"),
        ("The closing of the embassy of Chile in Nairobi came.", "close_mission", "Nairobi"),
        ("Chile moved its embassy in Kenya to Mombasa.", "relocate_mission", "Mombasa"),
        ("Chile opened an embassy in Kenya.", "open_mission", ""),
        ("The Chilean embassy in Nairobi stayed open.", "maintain_mission", "Nairobi"),
        ("The Chilean embassy in Nairobi stayed closed.", "close_mission", "Nairobi"),
    ],
)
def test_mission_has_sender_host_and_city(text: str, kind: str, city: str) -> None:
    # "its" needs a subject from before, as any sentence of a text may have
    (proposal,) = proposals_of(text, discourse=Discourse(subjects=["CHL"]))
    assert told(proposal) == (kind, ["CHL"], ["KEN"])
    assert (proposal.level, proposal.city) == ("embassy", city)


@pytest.mark.parametrize(
    ("text", "kind", "level"),
    [
        ("The Chilean legation in Nairobi was raised to an embassy.", "raise_mission", "embassy"),
        ("The Chilean legation in Nairobi became an embassy.", "raise_mission", "embassy"),
        ("The Chilean embassy in Nairobi was lowered to a consulate.", "lower_mission", "consulate"),
        ("The Chilean embassy in Nairobi became a consulate.", "lower_mission", "consulate"),
    ],
)
def test_mission_ends_in_its_new_level(text: str, kind: str, level: str) -> None:
    (proposal,) = proposals_of(text)
    assert (proposal.type, proposal.level) == (kind, level)


@pytest.mark.parametrize(
    "text",
    [
        "The Chilean embassy in Nairobi became an embassy.",
        "The Chilean high commission in Nairobi became an embassy.",
        "The Chilean legation in Nairobi became a symbol.",
    ],
)
def test_mission_of_the_same_class_did_not_change(text: str) -> None:
    assert readings(text) == []


def test_list_of_cities_gives_a_mission_in_each() -> None:
    found = proposals_of("Chile opened consulates in Nairobi and Mombasa.")
    assert [p.city for p in found] == ["Nairobi", "Mombasa"]


def test_pronoun_means_the_mission_spoken_of_last() -> None:
    post = Post((Referent("CHL"),), (Referent("KEN"),), "consulate", "Mombasa")
    (proposal,) = proposals_of("It closed in 1955.", discourse=Discourse(post=post))
    assert told(proposal) == ("close_mission", ["CHL"], ["KEN"])
    assert (proposal.level, proposal.city) == ("consulate", "Mombasa")


def test_city_alone_means_the_mission_there() -> None:
    post = Post((Referent("CHL"),), (Referent("KEN"),), "consulate", "Mombasa")
    (proposal,) = proposals_of("Nairobi closed in 1955.", discourse=Discourse(post=post))
    assert told(proposal) == ("close_mission", ["CHL"], ["KEN"])
    assert proposal.city == "Nairobi"


# --------------------------------------------------------------------------------------- envoy


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Chile appointed Maria Soto as ambassador to Kenya.", "appoint_envoy", "Maria Soto"),
        ("Maria Soto was appointed Chilean ambassador to Kenya.", "appoint_envoy", "Maria Soto"),
        ("Chilean Ambassador Maria Soto presented her credentials to Kenya.", "accredit_envoy", "Maria Soto"),
        ("Maria Soto presented credentials to Kenya as Chilean ambassador.", "accredit_envoy", "Maria Soto"),
        ("Kenya received Maria Soto as ambassador of Chile.", "accredit_envoy", "Maria Soto"),
        ("Chile recalled its ambassador from Kenya.", "recall_envoy", ""),
        ("Chile's recall of its ambassador to Kenya came.", "recall_envoy", ""),
        ("Chile returned its ambassador to Kenya.", "return_envoy", ""),
    ],
)
def test_envoy_has_sender_receiver_and_name(text: str, kind: str, name: str) -> None:
    (proposal,) = proposals_of(text, discourse=Discourse(subjects=["CHL"]))
    assert told(proposal) == (kind, ["CHL"], ["KEN"])
    assert (proposal.level, proposal.object) == ("ambassador", name)


@pytest.mark.parametrize(
    "text",
    [
        "Chile expelled two Ghanaian diplomats.",
        "Two Ghanaian diplomats were expelled by Chile.",
        "Chile's expulsion of two Ghanaian diplomats came.",
        "Chile declared two Ghanaian diplomats persona non grata.",
    ],
)
def test_who_expels_is_told_from_whose_envoys_go(text: str) -> None:
    assert readings(text) == [("expel_envoy", ["CHL"], ["GHA"])]


@pytest.mark.parametrize(
    "text", ["Chile and Ghana exchanged ambassadors.", "Chile exchanged ambassadors with Ghana."]
)
def test_both_send_in_an_exchange(text: str) -> None:
    assert readings(text) == [("appoint_envoy", ["CHL", "GHA"], ["CHL", "GHA"])]


def test_envoy_appointed_is_remembered_with_sender_and_post() -> None:
    discourse = Discourse()
    readings("Chile appointed Maria Soto as ambassador to Kenya.", discourse)
    assert (discourse.persons, discourse.posts) == ({"Soto": "CHL"}, {"Soto": "KEN"})


def test_envoy_received_comes_from_somebody() -> None:
    assert readings("Kenya received the ambassador.") == []


def test_minister_at_home_is_no_envoy() -> None:
    assert readings("Chile appointed a prime minister.") == []


def test_envoy_is_known_by_surname_when_credentials_are_presented() -> None:
    discourse = Discourse(persons={"Soto": "CHL"}, posts={"Soto": "KEN"})
    assert readings("Soto presented his credentials.", discourse) == [("accredit_envoy", ["CHL"], ["KEN"])]


# --------------------------------------------------------------------------------- membership


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chile joined NATO.", "join_organisation"),
        ("Chile became a member of NATO.", "join_organisation"),
        ("NATO admitted Chile.", "admit_member"),
        ("Chile was admitted to NATO.", "admit_member"),
        ("Chile applied to join NATO.", "apply_membership"),
        ("Chile applied for membership in NATO.", "apply_membership"),
        ("Chile left NATO.", "leave_organisation"),
        ("Chile's withdrawal from NATO came.", "leave_organisation"),
        ("NATO suspended Chile.", "suspend_member"),
        ("Chile was suspended from NATO.", "suspend_member"),
        ("NATO expelled Chile.", "expel_member"),
        ("Chile was granted observer status in NATO.", "grant_observer"),
    ],
)
def test_member_comes_before_its_organisation(text: str, kind: str) -> None:
    assert readings(text) == [(kind, ["CHL"], ["NATO"])]


def test_membership_needs_an_organisation() -> None:
    assert readings("Chile joined the talks.") == []


# ----------------------------------------------------------------------------------- authority


@pytest.mark.parametrize(
    "text",
    [
        "Ghana declared its independence from Norway.",
        "Ghana became independent of Norway.",
        "Norway granted independence to Ghana.",
        "Norway granted Ghana independence.",
        "Ghana was granted independence by Norway.",
        "Ghana seceded from Norway.",
    ],
)
def test_new_state_comes_before_the_one_it_leaves(text: str) -> None:
    discourse = Discourse(subjects=["GHA"])
    assert readings(text, discourse) == [("declare_independence", ["GHA"], ["NOR"])]


def test_government_takes_power_in_its_state() -> None:
    assert readings("The Taliban seized power.") == [("take_power", ["AFG/taliban"], ["AFG"])]
    assert readings("The Taliban was overthrown.") == []  # no ruler by its noun
    assert readings("The Taliban regime was overthrown.") == [("lose_power", ["AFG/taliban"], ["AFG"])]


def test_state_takes_no_power_in_itself() -> None:
    assert readings("Ghana seized power.") == []


# ---------------------------------------------------------------------------------- understood


@pytest.mark.parametrize(
    ("discourse", "target"),
    [
        (Discourse(pair=["CHL", "GHA"]), "GHA"),
        (Discourse(pair=["GHA", "CHL"]), "GHA"),
        (Discourse(last_pair=("CHL", "PER")), "PER"),
        (Discourse(heading=["TGO"]), "TGO"),
        (Discourse(recent=["TGO", "UN", "hezbollah"]), "TGO"),
        (Discourse(recent=["PER", "TGO"]), "TGO"),
    ],
    ids=["title", "title in the other order", "last pair", "heading", "the last state", "the latest state"],
)
def test_other_party_is_understood(discourse: Discourse, target: str) -> None:
    ((kind, actors, targets),) = readings("Chile severed relations.", discourse)
    assert (kind, actors, targets) == ("sever_relations", ["CHL"], [target])


def test_nobody_is_understood_out_of_nothing() -> None:
    assert readings("Chile severed relations.") == []


def test_both_parties_are_understood_from_the_title() -> None:
    discourse = Discourse(pair=["CHL", "GHA"])
    assert readings("Relations were severed.", discourse) == [("sever_relations", ["CHL"], ["GHA"])]


def test_government_of_the_same_state_is_not_the_other_party() -> None:
    discourse = Discourse(recent=["CHL", "AFG"])
    ((_, _, targets),) = readings("The Taliban severed relations.", discourse)
    assert targets == ["CHL"]


def test_who_is_understood_makes_a_proposal_less_sure_and_has_no_words() -> None:
    (said,) = proposals_of("Chile severed relations with Ghana.")
    (unsaid,) = proposals_of("Chile severed relations.", discourse=Discourse(pair=["CHL", "GHA"]))
    assert unsaid.confidence < said.confidence
    assert unsaid.targets[0].span is None


# ------------------------------------------------------------------------------------- echoes


def test_did_so_tells_the_last_event_of_another() -> None:
    found = readings("Chile recognized Ghana, and Peru did so.")
    assert found == [("recognize", ["CHL"], ["GHA"]), ("recognize", ["PER"], ["GHA"])]


def test_verb_left_out_tells_of_another_target_with_its_own_date() -> None:
    first, second = proposals_of("NATO suspended Chile in May 2021 and Peru in June 2022.")
    assert told(first) == ("suspend_member", ["CHL"], ["NATO"])
    assert first.trigger == second.trigger
    assert (first.date_text, second.date_text) == ("in May 2021", "in June 2022")
