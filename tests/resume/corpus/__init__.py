"""Resumes of invented people in many layouts, with the truth beside each.

`files/` holds pairs: `LAYOUT.PERSON.pdf`, and `LAYOUT.PERSON.json` with the contract's fields as they should come out
(without `raw_text`). Both are made from one `Person` by `python -m tests.resume.corpus`; tests read only the files.
"""
