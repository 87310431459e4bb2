"""The words of headings: which section they begin."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a section is about."""

    HEADER = "header"
    """What stands before the first heading: name and contact."""
    CONTACT = "contact"
    SUMMARY = "summary"
    EXPERIENCE = "experience"
    VOLUNTEERING = "volunteering"
    EDUCATION = "education"
    SKILLS = "skills"
    LANGUAGES = "languages"
    CERTIFICATIONS = "certifications"
    OTHER = "other"


SYNONYMS: dict[Kind, tuple[str, ...]] = {
    Kind.CONTACT: (
        "contact", "contact details", "contact information", "contact info", "contacts", "personal details",
        "personal information", "get in touch", "kontakt",
    ),
    Kind.SUMMARY: (
        "summary", "professional summary", "executive summary", "career summary", "summary of qualifications",
        "profile", "professional profile", "career profile", "about", "about me", "objective", "career objective",
        "professional objective", "personal statement", "overview", "introduction", "personal profile", "profil",
    ),
    Kind.EXPERIENCE: (
        "experience", "work experience", "professional experience", "relevant experience", "employment",
        "employment history", "work history", "career history", "professional background", "career", "experiences",
        "work", "teaching experience", "clinical experience", "nursing experience", "sales experience",
        "industry experience", "research experience", "internships", "internship", "internship experience",
        "internships and experience", "professional history", "other experience", "additional experience",
        "related experience", "military experience", "leadership experience", "freelance work", "selected experience",
        "career experience", "berufserfahrung", "selected work experience", "positions held",
        "relevant work experience", "job history", "job experience", "practical experience",
        "experience and leadership",
    ),
    Kind.VOLUNTEERING: (
        "volunteering", "volunteer experience", "volunteer work", "volunteer", "community service",
        "community involvement", "involvement", "campus involvement", "on campus involvement", "leadership",
        "leadership and activities", "extracurricular activities", "activities", "extracurriculars",
        "leadership and involvement",
    ),
    Kind.EDUCATION: (
        "education", "academic background", "educational background", "education and training",
        "academic qualifications", "academic history", "education history", "academics", "studies", "schooling",
        "ausbildung", "bildung", "studium", "education and qualifications", "education and certifications",
        "education and credentials", "university education",
    ),
    Kind.SKILLS: (
        "skills", "technical skills", "core skills", "key skills", "skills and tools", "core competencies",
        "competencies", "areas of expertise", "expertise", "technologies", "technical proficiencies", "proficiencies",
        "skills and abilities", "skills summary", "professional skills", "tools", "tech stack", "technical expertise",
        "hard skills", "soft skills", "additional skills", "skills and interests", "clinical skills",
        "computer skills", "key competencies", "strengths", "core strengths", "kenntnisse", "skills and expertise",
        "skills and technologies", "tools and technologies", "programming languages", "skills and languages",
        "relevant skills", "other skills", "it skills", "digital skills", "teaching skills",
    ),
    Kind.LANGUAGES: (
        "languages", "language skills", "sprachen", "language",
    ),
    Kind.CERTIFICATIONS: (
        "certifications", "certificates", "certification", "licenses", "licences", "licenses and certifications",
        "certifications and licenses", "licensure", "professional certifications", "certifications and training",
        "licensure and certifications", "credentials", "professional development", "training",
        "licences and certifications", "certificates and licenses", "certifications and licensure", "trainings",
        "courses and certifications", "licenses and certificates", "training and certifications",
        "licensure and certification", "zertifikate",
    ),
    Kind.OTHER: (
        "projects", "project", "personal projects", "selected projects", "side projects", "key projects",
        "project experience", "academic projects", "open source", "portfolio", "awards", "honors", "honours",
        "honors/awards", "honors and awards", "awards and honors", "achievements", "key achievements",
        "accomplishments", "awards and achievements", "publications", "selected publications", "presentations",
        "patents", "research", "interests", "hobbies", "hobbies and interests", "interests and hobbies", "references",
        "referees", "memberships", "professional memberships", "affiliations", "professional affiliations",
        "coursework", "relevant coursework", "courses", "links", "social", "declaration", "additional information",
        "conferences", "talks", "scholarships", "professional associations", "personal interests", "websites",
        "find me online", "miscellaneous",
    ),
}  # fmt: skip
"""Whole headings, in lower case, with "and" for "&"."""

SURE = frozenset((
    "summary", "professional summary", "profile", "objective", "experience", "work experience",
    "professional experience", "employment history", "work history", "education", "skills", "technical skills",
    "certifications", "languages", "projects", "contact", "about me",
))  # fmt: skip
"""Headings that are hardly ever anything else."""

KEYWORDS: tuple[tuple[Kind, frozenset[str]], ...] = (
    (Kind.EDUCATION, frozenset({"education"})),
    (Kind.CERTIFICATIONS, frozenset({"certifications", "certificates", "licenses", "licensure"})),
    (Kind.OTHER, frozenset({
        "projects", "awards", "honors", "publications", "references", "interests", "hobbies", "affiliations",
        "memberships", "achievements", "coursework",
    })),
    (Kind.VOLUNTEERING, frozenset({"volunteer", "volunteering", "involvement", "extracurricular", "leadership"})),
    (Kind.EXPERIENCE, frozenset({"experience", "employment"})),
    (Kind.SKILLS, frozenset({"skills", "competencies", "proficiencies", "expertise"})),
    (Kind.LANGUAGES, frozenset({"languages"})),
    (Kind.SUMMARY, frozenset({"summary", "profile", "objective"})),
)  # fmt: skip
"""Words that tell a heading's kind where the whole is not known; the first that occurs decides."""
