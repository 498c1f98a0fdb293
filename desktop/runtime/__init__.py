"""Where threads, timers and signals are: QtCore and QtNetwork, no widgets."""
