"""Seeded bugs: wrong versions of single functions, each of which the simulation must notice."""
