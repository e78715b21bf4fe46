"""Long lists of names are read once, not in all their divisions."""

from zhizao.extraction import extract


def test_a_list_of_many_bodies_behind_a_centre_comes_to_an_end() -> None:
    """A pattern that may part such a list in many ways would try them all, in time without bound."""
    bodies = "、".join(f"新港市第{number}局和东岭市第{number}局" for number in "一二三四五六七八九十" * 3)
    text = f"新港市科创服务中心、{bodies}等单位开展常规检查。"
    assert all(initiative.quote in text for initiative in extract(text).initiatives)
