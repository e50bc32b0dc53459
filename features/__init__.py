"""What could have been known about each child on a date?"""
