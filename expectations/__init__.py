"""Is tonight’s data what was promised? Contract → suite → accepted and quarantined rows."""
