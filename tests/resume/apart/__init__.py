"""Resumes of 25 invented people that were kept apart from the work on the parser, with the truth beside each."""
