"""Short reports of our own, for the commands to read."""

MINES = """The United States will send anti-personnel mines to Ukraine, Defense Secretary
Lloyd Austin said on Wednesday.

Amnesty International condemned the decision.
"""
CLUSTERS = """---
title: Cluster munitions for Ukraine
published: 2023-07-07
publisher: Example Agency
url: https://example.org/clusters
---

The United States on Friday approved the transfer of cluster munitions to Ukraine.
"""
