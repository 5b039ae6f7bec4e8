"""The name of a column → what it holds, in one line; docs/columns.md says it at length."""

from timeline.documents.proposal import ROLES

_WIDE = {
    "event_id": "the event's public id",
    "type": "what happened (timeline names explains the types)",
    "group": "the group of the type",
    "status": "actual, planned, considered, alleged or denied",
    "date": "when, in EDTF",
    "date_first": "the first day that the date allows; empty where its beginning is open",
    "date_last": "the last day that the date allows; empty where its end is open",
    "date_precision": "day, month, season, year, decade, century or interval",
    "title": "a short line for people",
    **{f"{role}_ids": f"who took part as {role}, by id" for role in ROLES},
    **{f"{role}_names": f"who took part as {role}, by name" for role in ROLES},
    "weapon_ids": "the weapons, by id",
    "weapon_names": "the weapons, by name",
    "treaty_ids": "the treaties that the event is about, by id",
    "treaty_names": "the treaties that the event is about, by name",
    "quantity_min": "how many at least",
    "quantity_max": "how many at most",
    "unit": "what is counted",
    "value": "worth in whole units of the currency",
    "currency": "the currency, ISO 4217",
    "conditions": "what the supply or use is tied to, in the source's words",
    "source_count": "how many source documents prove the event",
    "source_urls": "their addresses",
    "source_publishers": "who published them",
    "source_dates": "when they were published, in EDTF",
    "quotes": "the passages that say it, up to 300 characters each",
    "review": "proposed (by the machine, not looked at yet), accepted, rejected or withdrawn",
    "confidence": "the machine's confidence from 0 to 1; empty where a person entered the event",
    "place": "where, in the source's words",
    "note": "a person's remark",
    "remark": "what Timeline itself says of the row",
}
_LONG = {
    "role": "the role in which the actor took part",
    "actor_id": "the actor, by id",
    "actor_name": "the actor, by name",
    "weapon_id": "the weapon, by id",
    "weapon_name": "the weapon, by name",
}
_DYADS = {
    "supplier": "the supplier, by name; empty where unknown",
    "recipient": "the recipient, by name; empty where unknown",
    "supplier_id": "the supplier, by id",
    "recipient_id": "the recipient, by id",
    "weapon_designation": "the weapon, by name",
    "weapon_description": "the kind of weapon that it is",
    "number_min": "how many at least",
    "number_max": "how many at most",
    "year_of_order": "of a decision or an agreement: its year; in brackets where uncertain",
    "years_of_delivery": "of a delivery: its year or years; in brackets where uncertain",
    "comments": "title, conditions, note and remark",
    "sources": "publisher, date and address of each source",
}
MEANINGS = {**_WIDE, **_LONG, **_DYADS}
