"""What a person can do, without a screen. Every action writes to the outbox only; the engine does the rest."""
