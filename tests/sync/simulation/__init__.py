"""Deterministic simulation of the engine: real engine, real storage, real SQLite files; only server, line, clock and chance are modelled.

`schedule.run_seed` draws everything from one number: who does what when, and what goes wrong. `invariants` checks, with code that
shares nothing with the engine, what must hold whatever happened. The same number gives the same log, letter by letter.
"""
