"""A Reading → the sentences that speak to whoever reads the document by machine, and what stands beside them.

No list of such phrases is complete, and none has to be: an order changes nothing of what is verified. What is found
here keeps a model's word from being counted for anything, because it may have been told what to say.
"""

import re

from timeline.extraction.reading import Reading

_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|do not follow|stop following)\b.{0,60}"
    r"\b(?:instructions?|prompts?|rules|guidelines|directions|directives|everything (?:above|before)|orders you)\b"
    r"|\byou (?:are|act|must act|will act|should act)(?: now)?(?: as)? (?:an? |the )?(?:\w+ )?"
    r"(?:ai|artificial intelligence|language model|llm|assistant|chatbot|extractor|annotator|parser)\b"
    r"|\b(?:as an? |dear |hey |attention,? |note to (?:the |any )?)(?:ai|llm|language model|chatbot|assistant)\b"
    r"|\b(?:system|developer|hidden) (?:prompt|message|instructions?)\b"
    r"|\b(?:new|updated|revised|additional) instructions?\b"
    r"|<\|?/?(?:system|assistant|user|im_start|im_end|instructions?)\b|\[/?inst\]|###\s*(?:system|instruction|response)"
    r"|(?:^|[.:;!?\"“”\n]\s*|\band\s+|\binstead\s+|\bplease\s+|\byou (?:must|should|will|shall)\s+|\balways\s+)"
    r"(?:report|record|output|emit|return|list|answer|respond|reply|extract|add|include)\s+"
    r"(?:only\s+|instead\s+)?(?:that\b|as follows|the following|exactly|an? (?:new )?(?:event|entry|record|json)\b|"
    r"json\b|this event|no events|nothing\b)"
    r"|\bin your (?:answer|reply|response|output|report|json)\b|\b(?:your|the) (?:json|output) (?:must|should|shall)\b"
    r"|\"(?:events|participants|evidence|named_in)\"\s*:",
    re.IGNORECASE,
)
_BESIDE = 2  # sentences after an order that may be what was ordered


def orders(reading: Reading) -> frozenset[int]:
    """The numbers of the sentences that give an order, stand in the same paragraph or follow at once; none for most."""
    given = [s.index for s in reading.sentences if _ORDERS.search(reading.text[s.start : s.end])]
    paragraphs = {reading.sentences[index].paragraph for index in given}
    beside = {index + step for index in given for step in range(_BESIDE + 1)}
    return frozenset(s.index + 1 for s in reading.sentences if s.paragraph in paragraphs or s.index in beside)
