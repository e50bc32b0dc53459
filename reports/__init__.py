"""What people read: case pages, review list, model card, run page, validation page."""
