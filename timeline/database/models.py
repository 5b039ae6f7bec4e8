"""Every mapped class in one place → the complete metadata, for migrations, reference facts and checks."""

from timeline.database.actors import Actor, ActorName, Membership, Office
from timeline.database.answers import ModelAnswer
from timeline.database.base import Base
from timeline.database.changes import Change, Setting
from timeline.database.claims import Claim
from timeline.database.documents import Document, DocumentShingle
from timeline.database.events import (
    Event,
    EventActor,
    EventActorFacet,
    EventLink,
    EventTreaty,
    EventType,
    EventWeapon,
    EventWeaponFacet,
)
from timeline.database.findings import EventCheck, Finding, Footing, Ruling
from timeline.database.law import ArmedConflict, ConductRule, ProvisionCondition, StateBeginning, TreatyRule
from timeline.database.treaties import (
    Disagreement,
    Embargo,
    EmbargoWeapon,
    Provision,
    ReferenceSource,
    Treaty,
    TreatyAction,
    TreatyName,
    TreatyWeapon,
)
from timeline.database.weapons import Weapon, WeaponClosure, WeaponCode, WeaponKind, WeaponMaker, WeaponName

__all__ = [
    "Actor",
    "ActorName",
    "ArmedConflict",
    "Base",
    "Change",
    "Claim",
    "ConductRule",
    "Disagreement",
    "Document",
    "DocumentShingle",
    "Embargo",
    "EmbargoWeapon",
    "Event",
    "EventActor",
    "EventActorFacet",
    "EventCheck",
    "EventLink",
    "EventTreaty",
    "EventType",
    "EventWeapon",
    "EventWeaponFacet",
    "Finding",
    "Footing",
    "Membership",
    "ModelAnswer",
    "Office",
    "Provision",
    "ProvisionCondition",
    "ReferenceSource",
    "Ruling",
    "Setting",
    "StateBeginning",
    "Treaty",
    "TreatyAction",
    "TreatyName",
    "TreatyRule",
    "TreatyWeapon",
    "Weapon",
    "WeaponClosure",
    "WeaponCode",
    "WeaponKind",
    "WeaponMaker",
    "WeaponName",
]
metadata = Base.metadata
