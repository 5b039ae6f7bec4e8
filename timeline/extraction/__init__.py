"""A Document → proposed events: sentences, mentions, predicates, candidates, decisions, events with claims."""

import os

# The matrices of the sentence reader are small: threads would wait for one another longer than they compute, and other
# sums of training would come out another way. NumPy looks when it is imported, so this stands before every module.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
