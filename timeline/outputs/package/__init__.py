"""Events → a release: a folder of tables that describe themselves, with sums, a codebook and how to cite it."""
