"""A code that a person types → the ISO 4217 code of a currency, or the nearest codes that there are.

Only what is typed is checked: what a document or a table of others says is kept as it stands there.
Source: https://www.six-group.com/en/products-services/financial-information/data-standards.html, lists one and three.
"""

from timeline.errors import UnknownName, UsageError
from timeline.vocabulary.lookup import nearest_of

ACTIVE = (
    *("AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BHD", "BIF", "BMD", "BND"),
    *("BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHE", "CHF", "CHW", "CLF", "CLP", "CNY"),
    *("COP", "COU", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP"),
    *("GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD"),
    *("IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP"),
    *("LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN"),
    *("MXV", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN"),
    *("PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD"),
    *("SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX"),
    *("USD", "USN", "UYI", "UYU", "UYW", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAD", "XAF", "XCD", "XCG", "XDR"),
    *("XOF", "XPF", "XSU", "XUA", "YER", "ZAR", "ZMW", "ZWG"),
)
"""Currencies and funds in use; not the metals, nor the codes for tests and for no currency."""
HISTORIC = (
    *("ADP", "AFA", "ANG", "AOK", "AON", "AOR", "ARA", "ARP", "ATS", "AZM", "BAD", "BEF", "BGL", "BGN", "BRB", "BRC"),
    *("BRE", "BRN", "BRR", "BUK", "BYB", "BYR", "CSD", "CSK", "CUC", "CYP", "DDM", "DEM", "ECS", "EEK", "ESP", "FIM"),
    *("FRF", "GEK", "GHC", "GRD", "GWP", "HRD", "HRK", "IEP", "ILR", "ISJ", "ITL", "LTL", "LTT", "LUF", "LVL", "LVR"),
    *("MGF", "MRO", "MTL", "MXP", "MZM", "NIC", "NLG", "PEI", "PLZ", "PTE", "ROL", "RUR", "SDD", "SDP", "SIT", "SKK"),
    *("SLL", "SRG", "STD", "SUR", "TJR", "TMM", "TPE", "TRL", "UAK", "UGS", "UYP", "VEB", "VEF", "XEU", "XFO", "YDD"),
    *("YUD", "YUM", "YUN", "ZMK", "ZRN", "ZRZ", "ZWD", "ZWL", "ZWN", "ZWR"),
)
"""Codes withdrawn since about 1980, in which older deals are told."""
CURRENCIES = frozenset((*ACTIVE, *HISTORIC))


def currency_of(text: str) -> str:
    """The code that the text is, in any case. Raises UnknownName with the nearest, UsageError where none is near."""
    code = text.strip().upper()
    if code in CURRENCIES:
        return code
    if near := nearest_of(code, ACTIVE) or nearest_of(code, HISTORIC):
        raise UnknownName("currency", code, near)
    raise UsageError(f"{code!r} is no ISO 4217 code of a currency: write one such as USD, EUR or GBP.")
