"""Which names are worth learning."""

from zhizao.extraction.learning import Sighting, judge_names


def seen(name: str, article: str, rule: str = "organization.companion", confidence: float = 0.8) -> Sighting:
    return Sighting(name, "enterprise", rule, confidence, f"与{name}签约", article)


def names(*sightings: Sighting) -> list[str]:
    return [learned.name for learned in judge_names(sightings)]


def test_a_name_is_learned_from_two_stories_and_not_from_one_that_says_it_twice() -> None:
    assert names(seen("星帆动力", "a"), seen("星帆动力", "b")) == ["星帆动力"]
    assert names(seen("星帆动力", "a"), seen("星帆动力", "a")) == []


def test_weak_finds_and_listed_names_teach_nothing() -> None:
    assert names(seen("星帆动力", "a", confidence=0.5), seen("星帆动力", "b", confidence=0.5)) == []
    assert names(*(seen("华为", article, "organization.gazetteer") for article in "abc")) == []
    assert names(seen("华为", "a"), seen("华为", "b")) == []


def test_what_grammar_finds_anyway_is_not_learned() -> None:
    assert names(seen("云州大学", "a"), seen("云州大学", "b")) == []


def test_odd_strings_are_not_learned() -> None:
    for name in ("甲", "3家企业", "星帆、云枢", "一个长得不像是任何名字的字符串"):
        assert names(seen(name, "a"), seen(name, "b")) == []


def test_a_common_word_counts_in_a_frame_only_and_evidence_is_kept() -> None:
    (learned,) = judge_names([seen("长安", "a"), seen("长安", "b", "organization.closed_list")]) or [None]  # type: ignore[list-item]
    assert learned is None or learned.needs_frame
    (found,) = judge_names([seen("星帆动力", "b"), seen("星帆动力", "a", "organization.closed_list")])
    assert (found.stories, found.rules) == (2, ("organization.closed_list", "organization.companion"))
    assert not found.needs_frame


def test_names_that_grammar_finds_by_form_alone_are_not_learned() -> None:
    assert names(seen("岭国移民局", "a", "organization.bureau"), seen("岭国移民局", "b", "organization.bureau")) == []
    mixed = [seen("岭国外文局", "a"), seen("岭国外文局", "b"), seen("岭国外文局", "c", "organization.bureau")]
    assert names(*mixed) == ["岭国外文局"]


def test_words_of_everyday_trade_are_not_learned() -> None:
    assert names(seen("专精特新", "a"), seen("专精特新", "b")) == []
