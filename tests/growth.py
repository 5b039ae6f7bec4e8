"""An action on a short and on a long text → whether its cost grows with the length, and no faster.

Growth is judged, never speed: a text sixteen times as long may take six times sixteen as long, because what else the
machine does falls on either; squared growth would be 256.
"""

import gc
import time
from collections.abc import Callable

TIMES = 16
SLACK = 6
LEAST = 0.02  # seconds below which the clock says little


def grows_no_faster_than_the_text(action: Callable[[str], object], unit: str, short: int) -> bool:
    """Whether the action's CPU time on `TIMES` as many repetitions of the unit is in line with that on `short` signs.

    The garbage collector is off meanwhile: its cost depends on everything else that the process holds.
    """
    texts = [unit * (size // len(unit)) for size in (short, TIMES * short)]
    gc.collect()
    gc.disable()
    try:
        little = min(_seconds(action, texts[0]) for _ in range(3))
        return _seconds(action, texts[1]) < TIMES * SLACK * max(little, LEAST)
    finally:
        gc.enable()


def _seconds(action: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    action(text)
    return time.process_time() - began
