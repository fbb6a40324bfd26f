from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dapipe.annotate import calendar
from dapipe.annotate.found import found
from dapipe.mentions import Period
from dapipe.work import Reading

Understood = Callable[[str], Reading]


def periods(reading: Reading) -> list[tuple[str, str, str]]:
    text = reading.document.text
    return [(text[p.start : p.end], p.first, p.last) for p in found(reading.doc, "periods", Period)]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("the 12 months to end of August 2013", "2012-09-01", "2013-08-31"),
        ("the 12 months to the end of August 2013", "2012-09-01", "2013-08-31"),
        ("the year ending 31 March 2018", "2017-04-01", "2018-03-31"),
        ("the year to September 2016", "2015-10-01", "2016-09-30"),
        ("12 month period until March 31, 2015", "2014-04-01", "2015-03-31"),
        ("the four years to March 2015", "2011-04-01", "2015-03-31"),
        ("the quarter to June 2016", "2016-04-01", "2016-06-30"),
        ("the 12 months from 1 April 2016", "2016-04-01", "2017-03-31"),
        ("12 months before May 2014", "2013-05-01", "2014-04-30"),
        ("2013/14", "2013-04-01", "2014-03-31"),
        ("2013-14", "2013-04-01", "2014-03-31"),
        ("2010-15", "2010-04-01", "2015-03-31"),
        ("between 2010/11 and 2014/15", "2010-04-01", "2015-03-31"),
        ("between June and November 2022", "2022-06-01", "2022-11-30"),
        ("between October 2019 and February 2020", "2019-10-01", "2020-02-29"),
        ("from 1 September 2019 to 29 February 2020", "2019-09-01", "2020-02-29"),
        ("April to June 2016", "2016-04-01", "2016-06-30"),
        ("January–March 2015", "2015-01-01", "2015-03-31"),
        ("01/04/2018 - 31/03/2019", "2018-04-01", "2019-03-31"),
        ("12 to 16 June 2017", "2017-06-12", "2017-06-16"),
        ("Q2 2015/16", "2015-07-01", "2015-09-30"),
        ("the second quarter of 2014", "2014-04-01", "2014-06-30"),
        ("the first six months of 2016", "2016-01-01", "2016-06-30"),
        ("between 2012 and 2018", "2012-01-01", "2018-12-31"),
    ],
)
def test_a_stretch_of_time_has_its_first_and_last_day(
    words: str, first: str, last: str, understood: Understood
) -> None:
    assert periods(understood(f"We read records of {words} and found 12 mistakes.")) == [(words, first, last)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The rate was 96% in 2015.", ("2015", "2015-01-01", "2015-12-31")),
        ("They held 31 people in March 2017.", ("March 2017", "2017-03-01", "2017-03-31")),
        ("There were 900 officers as at 31 March 2014.", ("31 March 2014", "2014-03-31", "2014-03-31")),
        ("It has cut 90 posts since April 2015.", ("since April 2015", "2015-04-01", "")),
        ("The force may in May 2014 have lost ten.", ("May 2014", "2014-05-01", "2014-05-31")),
        ("It lost 12 of them in April and May 2016.", ("in April and May 2016", "2016-04-01", "2016-05-31")),
    ],
)
def test_single_years_months_and_days_are_told_apart(
    sentence: str, expected: tuple[str, str, str], understood: Understood
) -> None:
    assert periods(understood(sentence)) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "By 31 March 2019 the force should train all staff.",
        "It has to be done before the end of September, within 12 months.",
        "PEEL 2018/19 has three pillars under the Police Act 1996.",
        "The effectiveness report 2016 (8412) counts no years.",
        "Over the last three years little has changed.",
        "He worked there from the 1970s on and rang 0800 555 111.",
    ],
)
def test_deadlines_titles_and_vague_stretches_are_no_periods(sentence: str, understood: Understood) -> None:
    assert periods(understood(sentence)) == []


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("the year to September", "2016-10-01", "2017-09-30"),
        ("between June and November", "2017-06-01", "2017-11-30"),
        ("last year", "2017-01-01", "2017-12-31"),
        ("last month", "2018-02-01", "2018-02-28"),
        ("the last financial year", "2016-04-01", "2017-03-31"),
        ("between January and March last year", "2017-01-01", "2017-03-31"),
    ],
)
def test_a_missing_year_comes_from_the_day_of_publication(
    words: str, first: str, last: str, understood: Understood
) -> None:
    article = "Police miss crimes\n\n15 March 2018\n\nThe force answered {} calls out of ten in {}."
    found_here = periods(understood(article.format("nine", words)))
    assert (words, first, last) in found_here


def test_a_year_that_cannot_be_told_is_left_open(understood: Understood) -> None:
    assert periods(understood("In the 12 months to May it held 16 children."))[0][1:] == ("", "")


def test_the_previous_year_is_the_one_before_the_period_named_in_the_paragraph(understood: Understood) -> None:
    text = "In the year ending 30 June 2021 it lost 17 percent of calls (8 percent in the previous year)."
    assert periods(understood(text))[1] == ("the previous year", "2019-07-01", "2020-06-30")
    assert periods(understood("The same flat had been visited in the previous year."))[0][1:] == ("", "")


def test_the_same_period_is_the_one_named_before(understood: Understood) -> None:
    text = "In 2013/14 it recorded 900 crimes. Over the same period it lost 12 officers."
    assert periods(understood(text))[1] == ("the same period", "2013-04-01", "2014-03-31")


def test_a_date_in_a_caption_needs_no_word_before_it(understood: Understood) -> None:
    table = "Costs\n\nTable 1: Officers per 1,000, 31 March 2014\n\n           Kent     Essex\nOfficers   1.5      2.1"
    assert ("31 March 2014", "2014-03-31", "2014-03-31") in periods(understood(table))


days = st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31))


@given(days, st.integers(1, 60), st.sampled_from(["month", "quarter", "year", "week", "day"]))
def test_going_on_and_back_the_same_length_meets_at_month_ends(last: date, number: int, unit: str) -> None:
    end = (last.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    assert calendar.onward(calendar.back(end, number, unit), number, unit) == end


@given(days)
def test_a_written_day_is_read_back(day: date) -> None:
    written = f"{day.day} {day.strftime('%B')} {day.year}"
    assert calendar.point(written).first() == calendar.point(written).last() == day


@given(st.text(alphabet="0123456789/–- thenmoyar.MarchApil", max_size=60))
def test_no_text_makes_the_point_reader_raise(text: str) -> None:
    calendar.point(text)
