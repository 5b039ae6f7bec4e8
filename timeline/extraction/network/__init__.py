"""The sentence reader: a small network that reads sentences beside the linear models, in whole numbers."""

import os

# Its matrices are small: threads would wait for one another longer than they compute. NumPy looks when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
