"""Causeline: dated events, and what led to what."""

__version__ = "0.1.0"
