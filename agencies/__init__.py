"""What each agency promised to send, and how it is read."""
