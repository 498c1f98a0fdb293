"""Sportello: an offline-first desktop client for helpdesks."""
