"""Text and its date → time expressions with their TIMEX3 value, their EDTF and the rule that dated them."""

from timeline.extraction.dates.explaining import explain
from timeline.extraction.dates.expression import TimeExpression
from timeline.extraction.dates.finding import find_dates
from timeline.extraction.dates.mode import MODES
from timeline.extraction.dates.saying import bounded
from timeline.extraction.dates.serve import date_records, dated

__all__ = ["MODES", "TimeExpression", "bounded", "date_records", "dated", "explain", "find_dates"]
