"""Where each habit of resumes is tested.

Layouts: columns, sidebars, a band across the top, timelines, tables, dates at every place, roles under one company:
    test_page_layouts, test_layouts, test_reading_order, test_templates, test_sidebars, test_margins,
    test_cards;
    education first, oldest first, and projects, publications, volunteering and awards that are no jobs:
    test_sections; studies and certificates under one heading: test_mixed_sections; headers, footers and page numbers
    between two lines of one job: test_running_lines, test_page_breaks; exports of each kind of program: test_exports;
    tables and labels made by hand, forms, also filled-in ones: test_made_by_hand, test_forms, test_forms_filled_in;
    ruled tables cell by cell, and open ones by the names of their columns: test_tables.
Whole careers: test_careers, test_countries, test_samples.
Text: ligatures, hyphens, odd spaces, small caps, dashes, icon fonts, alternative text, bullets of every kind, run-in
    titles, wrapped bullets: test_typography, test_text, test_bullets, test_accents, test_letter_spacing.
Contact: test_contact, test_names_on_pages, test_heads, test_links, test_towns.
Dates in the wording of the page, comparable, never invented: test_dates, test_sections.
Title and company by words, place and look: test_headlines, test_habits, test_positions, test_looks, test_shapes,
    test_position_habits, test_run_in, test_told; degree, field and school: test_education, test_study_habits,
    test_study_lines; headings by words and look: test_text, test_unknown_headings, test_heading_looks.
Skills and certifications: test_skills, test_skill_habits, test_groups, test_certifications, test_certificate_habits.
Scans, and text that cannot be seen: test_visible, test_painted, test_unread.
Details: test_confidence, test_provenance, and as they are sent and shown: tests/routes/test_resume_details,
    tests/web/test_resume_doubts, tests/web/test_resume_form.
Corpus: its size, its producers, and truths that stand on their pages: corpus/test_corpus. Aims, as floors of the
    corpus and of the sets kept apart: test_corpus_floors; how readings are compared, and the simple parser that ours
    is better than: tests/bench_resume/test_scoring, tests/bench_resume/test_baseline. Both samples: test_samples.
Speed: milliseconds a page, memory, the ratio to pdfplumber: tests/bench_resume/test_speed; a reader is always warm:
    hostile/test_first_upload; pages that are made to cost time: test_long_pages.
Hostile files: mutated ones: hostile/test_mutated; each kind made by hand, an answer within five seconds, health
    meanwhile, bombs together, one file that fails alone, no child left, nothing on disk: hostile/test_server; odd
    lines: test_any_lines. The engine in its process: tests/engines/test_parser.
This map: test_map.
"""
