"""What was promised in figures, measured: `make bench-AREA`."""
