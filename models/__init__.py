"""Interpretable models, and their honest measurement against simple rules."""
