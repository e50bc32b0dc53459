"""An invented county with known truth, written in the agencies’ published formats."""
