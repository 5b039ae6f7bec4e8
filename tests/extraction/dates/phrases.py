"""Sentences with one marked time expression each, and what it must mean: the table that several tests read.

Published 2024-11-20, a Wednesday, unless the row says otherwise. `[…]` marks the expression. Columns: sentence, type,
TIMEX3 value, EDTF (None: no date), rule.
"""

from typing import NamedTuple

PUBLISHED = "2024-11-20"


class Row(NamedTuple):
    """One sentence and what its marked expression means."""

    sentence: str
    type: str
    value: str
    edtf: str | None
    rule: str
    published: str | None = PUBLISHED
    mode: str = "news"


# ---------------------------------------------------------------- what the project's notes on dates ask for
NOTES = [
    Row("[This week], Kyiv fired missiles.", "DATE", "2024-W47", "2024-11-18/2024-11-20", "unit-same"),
    Row("It comes just [days] after Washington gave the green light.", "DURATION", "PXD", "2024-11-17~/2024-11-19~",
        "distance-from-now"),
    Row("Mines of [the 1990s] were used.", "DATE", "199", "199X", "decade"),
    Row("It was delivered [last summer].", "DATE", "2024-SU", "2024-22", "season-last"),
    Row("Deliveries fell in [the third quarter].", "DATE", "2024-Q3", "2024-07/2024-09", "quarter-nearest"),
    Row("Russia has used mines since [2022].", "DATE", "2022", "2022/..", "year"),
    Row("Biden in [2022] said so.", "DATE", "2022", "2022", "year"),
    Row("It was criticized [last year] for it.", "DATE", "2023", "2023", "unit-before"),
    Row("On [Tuesday], Putin signed a decree.", "DATE", "2024-11-19", "2024-11-19", "weekday-past"),
    Row("It took [a decade].", "DURATION", "P10Y", None, "duration"),
    Row("He resigned [three years ago].", "DATE", "2021", "2021", "offset-ago"),
    Row("He resigned [three weeks ago].", "DATE", "2024-W44", "2024-10-28/2024-11-03", "offset-ago"),
    Row("They met over [the weekend].", "DATE", "2024-W46-WE", "2024-11-16/2024-11-17", "the-unit"),
    Row("They [now] say so.", "DATE", "PRESENT_REF", None, "reference"),
    Row("They said so [recently].", "DATE", "PAST_REF", None, "reference"),
    Row("It matters for [the future].", "DATE", "FUTURE_REF", None, "reference"),
    Row("It lasted [several years].", "DURATION", "PXY", None, "duration"),
    Row("[third-quarter] sales fell", "DATE", "2024-Q3", "2024-07/2024-09", "quarter-nearest"),
]  # fmt: skip

DAYS = [
    Row("It was signed on [20 Nov. 2023].", "DATE", "2023-11-20", "2023-11-20", "day-in-full"),
    Row("It was signed on [November 20th, 2023].", "DATE", "2023-11-20", "2023-11-20", "day-in-full"),
    Row("It was signed on [the 20th of November 2023].", "DATE", "2023-11-20", "2023-11-20", "nth-of"),
    Row("It was signed on [Tuesday, 19 November 2024].", "DATE", "2024-11-19", "2024-11-19", "day-in-full"),
    Row("It was signed on [Tue, Nov 19, 2024].", "DATE", "2024-11-19", "2024-11-19", "day-in-full"),
    Row("It was signed on [11/20/2023].", "DATE", "2023-11-20", "2023-11-20", "numeric-date"),
    Row("It was signed on [20/11/2023].", "DATE", "2023-11-20", "2023-11-20", "numeric-date"),
    Row("It was signed on [20.11.2023].", "DATE", "2023-11-20", "2023-11-20", "numeric-date"),
    Row("It was signed on [2023-11-20].", "DATE", "2023-11-20", "2023-11-20", "iso-date"),
    Row("It was signed on [2023-11-20T10:30:00Z].", "TIME", "2023-11-20T10:30", "2023-11-20", "iso-date"),
    Row("It has been so since [Feb 29].", "DATE", "2024-02-29", "2024-02-29/..", "day-before"),
    Row("PRAGUE, [May 31] - Germany lifted its objection.", "DATE", "2024-05-31", "2024-05-31", "day-before",
        "2024-05-31"),
    Row("NEW YORK ([April 2]) - The council voted.", "DATE", "2024-04-02", "2024-04-02", "day-before"),
    Row("He will speak on [December 3].", "DATE", "2024-12-03", "2024-12-03", "day-after"),
    Row("A [June 3] deadline was missed.", "DATE", "2025-06-03", "2025-06-03", "day-after"),
    Row("The talks began on [December 3].", "DATE", "2023-12-03", "2023-12-03", "day-before"),
    Row("As of [Saturday, 27 December], Latvia is no longer a party.", "DATE", "2025-12-27", "2025-12-27/..",
        "day-of-weekday", "2025-12-29"),
    Row("On [3]-5 March they met.", "DATE", "2024-03-03", "2024-03-03/2024-03-05", "day-before"),
    Row("On 3-[5 March] they met.", "DATE", "2024-03-05", "2024-03-03/2024-03-05", "day-before"),
    Row("On [March 3]-5, 2012, they met.", "DATE", "2012-03-03", "2012-03-03/2012-03-05", "day-in-full"),
    Row("They fought between [March 3] and March 5.", "DATE", "2024-03-03", "2024-03-03/2024-03-05", "day-before"),
    Row("They fought from [July 28] to August 3, 1990.", "DATE", "1990-07-28", "1990-07-28/1990-08-03",
        "day-with-borrowed-year"),
    Row("It was agreed on [April 16 this year].", "DATE", "2024-04-16", "2024-04-16", "day-of-named-year"),
    Row("In 2019 the court had held, on [June 20], that it was wrong.", "DATE", "2019-06-20", "2019-06-20",
        "day-of-told-year"),
    Row("It was shut in March 2017.\n\nAs all know, on [24 March] a jet took off.", "DATE", "2017-03-24", "2017-03-24",
        "day-of-told-year", "2020-04-08"),
    Row("It began in April 2022; in March this year it ended. On [April 17] they met.", "DATE", "2024-04-17",
        "2024-04-17", "day-before"),
    Row("2016\n6 January - A test. [7 February] - A launch.", "DATE", "2016-02-07", "2016-02-07",
        "day-of-section-year"),
    Row("In March 2024 they met. On [the 20th], they signed.", "DATE", "2024-03-20", "2024-03-20",
        "day-of-told-month"),
    Row("In March 2024 they met. They said on [the 20th] that it was signed.", "DATE", "2024-03-20", "2024-03-20",
        "day-of-told-month"),
    Row("It was so before [March 3, 2022].", "DATE", "2022-03-03", "../2022-03-02", "day-in-full"),
    Row("the [Sept. 11] attacks", "DATE", "2001-09-11", "2001-09-11", "day-by-name"),
    Row("It changed after [9/11].", "DATE", "2001-09-11", "2001-09-11", "day-by-name"),
    Row("Signed in Oslo on [3 December].", "DATE", "XXXX-12-03", None, "day-without-year", None),
]  # fmt: skip

MONTHS = [
    Row("They met in [May 2021].", "DATE", "2021-05", "2021-05", "month-in-full"),
    Row("They met in [Sept. of 2021].", "DATE", "2021-09", "2021-09", "month-in-full"),
    Row("He resigned in [March].", "DATE", "2024-03", "2024-03", "month-before"),
    Row("He will resign in [March].", "DATE", "2025-03", "2025-03", "month-after"),
    Row("The work should be completed in [December].", "DATE", "2024-12", "2024-12", "month-after"),
    Row("It will be opened for signature in [May of next year].", "DATE", "2025-05", "2025-05",
        "month-of-named-year"),
    Row("They met in [April of last year].", "DATE", "2023-04", "2023-04", "month-of-named-year"),
    Row("It rose from [January] to March 2009.", "DATE", "2009-01", "2009-01/2009-03", "month-with-borrowed-year"),
    Row("Trump takes office [next January].", "DATE", "2025-01", "2025-01", "month-next"),
    Row("It was ratified [last December].", "DATE", "2023-12", "2023-12", "month-last"),
    Row("It was ratified [this March].", "DATE", "2024-03", "2024-03", "month-this"),
    Row("It was in [early June 2022].", "DATE", "2022-06", "2022-06-01/2022-06-10", "month-in-full-part"),
    Row("By [mid-June] it was over.", "DATE", "2024-06", "../2024-06-20", "month-before-part"),
    Row("A loom stood there in [mid-September].", "DATE", "2024-09", "2024-09-11/2024-09-20", "month-before-part"),
    Row("It was made public in [late January].", "DATE", "2024-01", "2024-01-21/2024-01-31", "month-before-part"),
    Row("It was over at [the end of February].", "DATE", "2024-02", "2024-02", "month-before-part"),
    Row("2016\nIn [May] they met.", "DATE", "2016-05", "2016-05", "month-of-section-year"),
    Row("2011 - The cabinet agrees. In [July] the first approval is given.", "DATE", "2011-07", "2011-07",
        "month-of-told-year"),
    Row("They met in [October].", "DATE", "XXXX-10", None, "month-without-year", None),
    Row("It was over [the last week of October].", "DATE", "2024-W44", "2024-10-25/2024-10-31", "nth-of"),
    Row("On [the 7th of this month] they met.", "DATE", "2024-11-07", "2024-11-07", "nth-of"),
    Row("In [the first six months of 2013] it fell.", "DURATION", "P6M", "2013-01/2013-06", "nth-of"),
]  # fmt: skip

YEARS = [
    Row("It was under arms from [2014] to 2018.", "DATE", "2014", "2014/2018", "year"),
    Row("It was under arms from 2014 to [2018].", "DATE", "2018", "2014/2018", "year"),
    Row("In [1915]-17 it was so.", "DATE", "1915", "1915/1917", "year"),
    Row("In 1915-[17] it was so.", "DATE", "1917", "1915/1917", "year"),
    Row("In [the year 1999] it was so.", "DATE", "1999", "1999", "year"),
    Row("in [2024-05]", "DATE", "2024-05", "2024-05", "month-in-full"),
    Row("the class of ['82]", "DATE", "1982", "1982", "year-of-two-digits"),
    Row("in [480 BC]", "DATE", "BC0480", None, "year-before-christ"),
    Row("from [499] to 493 BC", "DATE", "BC0499", None, "year-before-christ"),
    Row("In [early 2023] it was so.", "DATE", "2023", "2023-01/2023-03", "year-part"),
    Row("In [late 2024] it was so.", "DATE", "2024", "2024-10/2024-12", "year-part"),
    Row("It will open in [mid-2025].", "DATE", "2025", "2025-06~", "year-part"),
    Row("It must be done by [the end of 2025].", "DATE", "2025", "../2025", "year-part"),
    Row("It was done at [the end of 2015].", "DATE", "2015", "2015-12", "year-part"),
    Row("It will be done by [the middle of next year].", "DATE", "2025", "../2025-06~", "unit-after-part"),
    Row("It was done [late last year].", "DATE", "2023", "2023-10/2023-12", "unit-before-part"),
    Row("It was so until [2018].", "DATE", "2018", "../2018", "year"),
    Row("It was so before [2015].", "DATE", "2015", "../2014", "year"),
    Row("in [fiscal 2023]", "DATE", "2023", "2023~", "fiscal-year"),
    Row("in [FY2024]", "DATE", "2024", "2024~", "fiscal-year"),
    Row("By [year-end] it will be over.", "DATE", "2024", "../2024", "unit-same-part"),
]  # fmt: skip

PERIODS = [
    Row("in [the late 1980s]", "DATE", "198", "1987/1989", "decade-part"),
    Row("in [the '90s]", "DATE", "199", "199X", "decade"),
    Row("in [the nineties]", "DATE", "199", "199X", "decade"),
    Row("in [the 470s BC]", "DATE", "BC047", None, "decade"),
    Row("in [the 19th century]", "DATE", "18", "18XX", "century"),
    Row("in [the early 21st century]", "DATE", "20", "2000~/2029~", "century-part"),
    Row("in [the 1800s]", "DATE", "18", "18XX", "century"),
    Row("in [the 4th century BC]", "DATE", "BC03", None, "century"),
    Row("in [spring 2024]", "DATE", "2024-SP", "2024-21", "season-in-full"),
    Row("in [the summer of 1942]", "DATE", "1942-SU", "1942-22", "season-in-full"),
    Row("in [the winter of 2008]", "DATE", "2008-WI", "2008-24", "season-in-full"),
    Row("It was ratified [this winter].", "DATE", "2008-WI", "2008-24/2009-02-10", "season-this", "2009-02-10"),
    Row("It will open [next spring].", "DATE", "2025-SP", "2025-21", "season-next"),
    Row("It was so in [winter].", "DATE", "2023-WI", "2023-24", "season-nearest"),
    Row("[the third quarter of 2023]", "DATE", "2023-Q3", "2023-07/2023-09", "quarter-in-full"),
    Row("[the first quarter of last year]", "DATE", "2023-Q1", "2023-01/2023-03", "quarter-in-full"),
    Row("[Q3 2024]", "DATE", "2024-Q3", "2024-07/2024-09", "quarter-in-full"),
    Row("in [the second half of 2008]", "DATE", "2008-H2", "2008-07/2008-12", "quarter-in-full"),
    Row("Sales fell in [the fourth quarter].", "DATE", "2024-Q4", "2024-10/2024-11-20", "quarter-nearest"),
    Row("Sales rose in the first quarter of 2024 from [the same period last year].", "DATE", "2023-Q1",
        "2023-01/2023-03", "same-period"),
    Row("in [summer]", "DATE", "XXXX-SU", None, "season-without-year", None),
    Row("in [the first quarter]", "DATE", "XXXX-Q1", None, "quarter-without-year", None),
]  # fmt: skip

WEEKDAYS = [
    Row("Austin said [Wednesday].", "DATE", "2024-11-20", "2024-11-20", "weekday-same"),
    Row("Austin said [Thursday] that it was so.", "DATE", "2024-11-14", "2024-11-14", "weekday-past"),
    Row("The council will vote on [Thursday].", "DATE", "2024-11-21", "2024-11-21", "weekday-ahead"),
    Row("On [Thursday] the council will vote.", "DATE", "2024-11-21", "2024-11-21", "weekday-ahead"),
    Row("He said Tuesday it will decide on [Friday].", "DATE", "2024-11-22", "2024-11-22", "weekday-ahead"),
    Row("He said [Tuesday] it will decide on Friday.", "DATE", "2024-11-19", "2024-11-19", "weekday-past"),
    Row("The cabinet on [Tuesday] agreed to change it.", "DATE", "2024-11-19", "2024-11-19", "weekday-past"),
    Row("[Sunday]'s launch could not be left unanswered.", "DATE", "2024-11-17", "2024-11-17", "weekday-past"),
    Row("Markets stay closed until [Friday].", "DATE", "2024-11-22", "../2024-11-22", "weekday-ahead"),
    Row("He arrived [last Friday].", "DATE", "2024-11-15", "2024-11-15", "weekday-last"),
    Row("He arrived [last Tuesday].", "DATE", "2024-11-12", "2024-11-12", "weekday-last"),
    Row("He leaves [next Tuesday].", "DATE", "2024-11-26", "2024-11-26", "weekday-next"),
    Row("He arrived on [Tuesday of last week].", "DATE", "2024-11-12", "2024-11-12", "weekday-of-week"),
    Row("He leaves on [Monday next week].", "DATE", "2024-11-25", "2024-11-25", "weekday-of-week"),
    Row("He arrived [late Tuesday].", "DATE", "2024-11-19", "2024-11-19", "weekday-past-part"),
    Row("It met on [Tuesday].", "DATE", "XXXX-WXX-2", None, "weekday-without-date", None),
    Row("On 1 May 1990, a Tuesday, it met; on [Thursday] it met again.", "DATE", "1990-05-03", "1990-05-03",
        "weekday-told", PUBLISHED, "narrative"),
    Row("It left [yesterday].", "DATE", "2024-11-19", "2024-11-19", "day-word"),
    Row("It leaves [tomorrow].", "DATE", "2024-11-21", "2024-11-21", "day-word"),
    Row("It left [the day before yesterday].", "DATE", "2024-11-18", "2024-11-18", "day-word"),
    Row("It left [earlier today].", "DATE", "2024-11-20", "2024-11-20", "day-word-part"),
    Row("It left [last night].", "TIME", "2024-11-19TNI", "2024-11-19", "day-word"),
    Row("It left [today].", "DATE", "XXXX-XX-XX", None, "day-word-without-date", None),
]  # fmt: skip

POINTERS = [
    Row("He left [earlier this week].", "DATE", "2024-W47", "2024-11-18/2024-11-20", "unit-same-part"),
    Row("He will leave [this week].", "DATE", "2024-W47", "2024-11-18/2024-11-24", "unit-same"),
    Row("He left [last week].", "DATE", "2024-W46", "2024-11-11/2024-11-17", "unit-before"),
    Row("He left [this month].", "DATE", "2024-11", "2024-11/2024-11-20", "unit-same"),
    Row("He left [earlier this year].", "DATE", "2024", "2024/2024-11-20", "unit-same-part"),
    Row("It will happen [later this year].", "DATE", "2024", "2024", "unit-same-part"),
    Row("He leaves [next month].", "DATE", "2024-12", "2024-12", "unit-after"),
    Row("He left [last weekend].", "DATE", "2024-W46-WE", "2024-11-16/2024-11-17", "unit-before"),
    Row("On 3 May 2021 he came, and left [the same day].", "DATE", "2021-05-03", "2021-05-03", "unit-same"),
    Row("On 3 May 2021 he came, and left [the following month].", "DATE", "2021-06", "2021-06", "unit-after"),
    Row("On 3 May 2021 he came. [That year] he left.", "DATE", "2021", "2021", "unit-same"),
    Row("On 3 May 2021 he came, having left [the day before].", "DATE", "2021-05-02", "2021-05-02", "unit-before"),
    Row("It fell on Monday and ended [the day] lower.", "DATE", "2024-11-18", "2024-11-18", "the-unit"),
    Row("It is due by [the end of the year].", "DATE", "2024", "../2024", "the-unit-part"),
    Row("He left [this morning].", "TIME", "2024-11-20TMO", "2024-11-20", "part-of-day"),
    Row("On 3 May 2021 he came, and left [the next morning].", "TIME", "2021-05-04TMO", "2021-05-04", "part-of-day"),
    Row("He left [this week].", "DATE", "XXXX-WXX", None, "unit-without-date", None),
    Row("He left [this morning].", "TIME", "XXXX-XX-XXTMO", None, "part-of-day-without-date", None),
]  # fmt: skip

OFFSETS = [
    Row("He left [two days ago].", "DATE", "2024-11-18", "2024-11-18", "offset-ago"),
    Row("He left [a month ago].", "DATE", "2024-10", "2024-10", "offset-ago"),
    Row("He left [a week ago].", "DATE", "2024-W46", "2024-11-13", "offset-ago"),
    Row("He left [a fortnight ago].", "DATE", "2024-W45", "2024-11-04/2024-11-10", "offset-ago"),
    Row("He left [a decade ago].", "DATE", "201", "201X", "offset-ago"),
    Row("He left [some years ago].", "DATE", "PAST_REF", "2019~/2024-11-20~", "offset-vague"),
    Row("It will end [three months from now].", "DATE", "2025-02", "2025-02", "offset-from-now"),
    Row("He left on 3 May 2021. [Two days later] he came back.", "DATE", "2021-05-05", "2021-05-05", "offset-later"),
    Row("He left on 3 May 2021, having come [a year earlier].", "DATE", "2020", "2020", "offset-earlier"),
    Row("It fell in the third quarter from [a year earlier].", "DATE", "2023-Q3", "2023-07/2023-09", "offset-earlier"),
    Row("He left [a month or so ago].", "DATE", "2024-10", "2024-10", "offset-ago"),
    Row("He left on 3 May 2021. [Three hours later] he came back.", "TIME", "2021-05-03TXX", "2021-05-03~",
        "offset-of-hours"),
    Row("He left [two weeks] before Christmas.", "DURATION", "P2W", "2023-12-11", "distance-from-date"),
    Row("They were banned on Friday, [five days] after Iran fired a missile.", "DURATION", "P5D", "2024-11-10",
        "distance-from-day"),
    Row("He came on 3 May 2021. [Two weeks] after he left, it began.", "DURATION", "P2W", None, "duration"),
    Row("He came in May 2021, having left [two months before] that.", "DATE", "2021-03", "2021-03", "offset-earlier"),
    Row("On 3 May 2021 he came. [A week later] he left.", "DATE", "2021-W19", "2021-05-10", "offset-later"),
    Row("They were banned [five days] after Iran fired a missile.", "DURATION", "P5D", "2024-11-15~",
        "distance-from-now"),
    Row("It came [hours] after officials said so.", "DURATION", "PTXH", "2024-11-20~", "distance-from-now"),
]  # fmt: skip

LENGTHS = [
    Row("It lasted [three years].", "DURATION", "P3Y", None, "duration"),
    Row("It lasted [almost two and a half years].", "DURATION", "P2.5Y", None, "duration"),
    Row("It lasted [a year and a half].", "DURATION", "P1.5Y", None, "duration"),
    Row("It lasted [more than 40 days].", "DURATION", "P40D", None, "duration"),
    Row("It lasted [thirty minutes].", "DURATION", "PT30M", None, "duration"),
    Row("a [27-year] contract", "DURATION", "P27Y", None, "duration"),
    Row("the [34-year-old] emperor", "DURATION", "P34Y", None, "duration", PUBLISHED, "narrative"),
    Row("a [decades-old] dispute", "DURATION", "PXDE", None, "duration"),
    Row("between [60] and 90 days", "DURATION", "P60D", None, "duration"),
    Row("It lasted [forty-five minutes].", "DURATION", "PT45M", None, "duration"),
    Row("They meet [every September].", "SET", "XXXX-09", None, "repetition"),
    Row("a [decades-long] dispute", "DURATION", "PXDE", None, "duration"),
    Row("a [weeklong] visit", "DURATION", "P1W", None, "duration"),
    Row("It was so for [years].", "DURATION", "PXY", None, "duration"),
    Row("It doubled over [the past three years].", "DURATION", "P3Y", "2021/2024-11-20", "window-past"),
    Row("It was so over [the past decade].", "DURATION", "P10Y", "2014/2024-11-20", "window-past"),
    Row("It fell for [the past two quarters].", "DURATION", "P2Q", "2024-05/2024-11-20", "window-past"),
    Row("In [recent weeks] it was so.", "DURATION", "PXW", "2024-10-09~/2024-11-20", "window-past"),
    Row("In [the past few weeks] it was so.", "DURATION", "PXW", "2024-10-09~/2024-11-20", "window-past"),
    Row("In [the next two years] it will be so.", "DURATION", "P2Y", "2024-11-20/2026", "window-next"),
    Row("In [the first two weeks] it was so.", "DURATION", "P2W", None, "window"),
    Row("an [annual] review", "SET", "P1Y", None, "repetition"),
    Row("They meet [every Tuesday].", "SET", "XXXX-WXX-2", None, "repetition"),
    Row("They meet on [Tuesdays].", "SET", "XXXX-WXX-2", None, "repetition"),
    Row("It costs $5 [a year].", "SET", "P1Y", None, "repetition"),
    Row("They meet [every two years].", "SET", "P2Y", None, "repetition"),
]  # fmt: skip

TIMES = [
    Row("It ended at [noon Thursday].", "TIME", "2024-11-14T12:00", "2024-11-14", "weekday-past"),
    Row("It ended at [8 p.m. on Friday].", "TIME", "2024-11-15T20:00", "2024-11-15", "weekday-past"),
    Row("It ended [Friday at 8:30 p.m.].", "TIME", "2024-11-15T20:30", "2024-11-15", "weekday-past"),
    Row("It ended at [18:00 GMT].", "TIME", "2024-11-20T18:00Z", "2024-11-20", "clock"),
    Row("It ended at [0800 GMT].", "TIME", "2024-11-20T08:00Z", "2024-11-20", "clock"),
    Row("It ended on [Tuesday night].", "TIME", "2024-11-19TNI", "2024-11-19", "weekday-past"),
    Row("in [the small hours of 9 May 1945]", "TIME", "1945-05-09TMO", "1945-05-09", "day-in-full"),
    Row("on [the night of 9 May 1945]", "TIME", "1945-05-09TNI", "1945-05-09", "day-in-full"),
    Row("It ended at [noon].", "TIME", "XXXX-XX-XXT12:00", None, "clock-without-date", None),
]  # fmt: skip

HOLIDAYS = [
    Row("at [Christmas 1963]", "DATE", "1963-12-25", "1963-12-25", "holiday"),
    Row("They will meet on [New Year's Eve].", "DATE", "2024-12-31", "2024-12-31", "holiday"),
    Row("[last Thanksgiving] he came", "DATE", "2023-11-23", "2023-11-23", "holiday"),
    Row("at [Easter 2024]", "DATE", "2024-03-31", "2024-03-31", "holiday"),
    Row("He came at [Christmas].", "DATE", "XXXX-XX-XX", None, "holiday-without-year", None),
]  # fmt: skip

NARRATIVE = [
    Row("It began in November 1939 and ended in [March].", "DATE", "1940-03", "1940-03", "month-of-told-year",
        PUBLISHED, "narrative"),
    Row("On September 1, 1939, it began. On [September 17], they came.", "DATE", "1939-09-17", "1939-09-17",
        "day-of-told-year", PUBLISHED, "narrative"),
    Row("It began on 1 May 1942. A stone was set on 3 June 1978. In [July] it went on.", "DATE", "1942-07", "1942-07",
        "month-of-told-year", PUBLISHED, "narrative"),
    Row("In 1942 it began, as a report of 1944 says. In [July] it went on.", "DATE", "1942-07", "1942-07",
        "month-of-told-year", PUBLISHED, "narrative"),
    Row("In 1942 it began. In [summer] it went on.", "DATE", "1942-SU", "1942-22", "season-told", PUBLISHED,
        "narrative"),
    Row("In May 1942 it began. [The next year] it ended.", "DATE", "1943", "1943", "unit-after", PUBLISHED,
        "narrative"),
]  # fmt: skip

ROWS = [
    row
    for table in (NOTES, DAYS, MONTHS, YEARS, PERIODS, WEEKDAYS, POINTERS, OFFSETS, LENGTHS, TIMES, HOLIDAYS, NARRATIVE)
    for row in table
]
