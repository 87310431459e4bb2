"""Three invented candidates with two sets of answers each, as people speak: what was said is in no resume."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# ruff: noqa: E501 - one answer, one line


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate: a parsed resume and two sets of seven answers (six questions and the wrap-up)."""

    name: str
    resume: dict[str, Any]
    answers: tuple[tuple[str, ...], tuple[str, ...]]


def _job(title: str, company: str, start: str, end: str, *highlights: str) -> dict[str, Any]:
    return {
        "title": title,
        "company": company,
        "start_date": start,
        "end_date": end,
        "description": "",
        "highlights": list(highlights),
    }


def _resume(name: str, jobs: list[dict[str, Any]], skills: list[str], school: str, degree: str) -> dict[str, Any]:
    return {
        "contact": {"name": name, "email": None, "phone": None, "location": None, "linkedin": None},
        "summary": None,
        "experiences": jobs,
        "education": [{"institution": school, "degree": degree, "field": None, "graduation_date": None}],
        "skills": skills,
        "certifications": [],
        "raw_text": "",
    }


DEVELOPER = Person(
    "developer",
    _resume(
        "Jonas Weber",
        [
            _job(
                "Backend Engineer",
                "Paywise",
                "2020",
                "Present",
                "Cut the time of the nightly billing run by 60%",
                "Look after the on-call rota of the platform group",
            ),
            _job("Junior Developer", "Blue Harbor", "2017", "2020", "Built the internal time sheet tool"),
        ],
        ["Python", "Kafka", "PostgreSQL", "Docker"],
        "Technical College Ansbach",
        "Bachelor of Computer Science",
    ),
    (
        (
            "Well, I'm in the payments team, so I look after everything that sends invoices. Last year I moved our cron jobs to a message queue, because they crashed almost every weekend.",
            "Um, we had two weeks with duplicate letters, and customers called us. I wrote a small ledger that refuses a letter it has seen before.",
            "That was mostly me and a colleague called Tom. We split the big query into pieces of a thousand rows, and then the locks on the customer table were gone.",
            "We copied a month of real data into a sandbox and let both versions run side by side. There was a rounding error of one cent in about forty cases.",
            "A partner bank changed its certificate on a Friday without telling us. I was on call, and nothing went out for three hours until I found the expired one in a log.",
            "I made a little dashboard with all the expiry dates, and every Monday somebody has to read it out in the stand-up meeting.",
            "No, I think that's all from my side, thanks.",
        ),
        (
            "I started as the only backend person in a group of designers, funny enough. These days I spend half of my week reviewing pull requests of two trainees.",
            "One of them was afraid of the deployment, so we did it together on her laptop five times, and the sixth time I went out for coffee.",
            "I looked at a flame graph for a whole afternoon. It turned out that we parsed the same tax table for each single customer, so I put it into a cache.",
            "The cache grew until the machine ran out of memory, that was embarrassing. So I gave it a limit and an alarm at eighty percent.",
            "Our product manager wanted a search box for the support people by Easter. I did not believe in the date, and I showed her three smaller versions on paper.",
            "She picked the middle one. We left the fuzzy spelling out, and nobody in support has ever asked for it.",
            "Just that I really like mentoring, I'd love to do more of it.",
        ),
    ),
)

NURSE = Person(
    "nurse",
    _resume(
        "Mara Lindqvist",
        [
            _job(
                "Ward Nurse",
                "Harbour Clinic",
                "2019",
                "Present",
                "Reducing falls on the ward by a third within one year",
                "Training of new colleagues",
            ),
            _job("Nursing Assistant", "Lakeside Hospital", "2015", "2019"),
        ],
        ["wound care", "triage", "patient education"],
        "Lund School of Nursing",
        "Bachelor of Nursing",
    ),
    (
        (
            "I'm on the surgical ward, mostly nights, with fourteen beds. What I like is that at three in the morning people tell you things that they would never tell the doctor.",
            "An old fisherman told me he had stopped taking his blood thinner, since he was scared of the bruises. I called the surgeon before the operation at seven.",
            "We found out that most of them fell on the way to the bathroom, between four and six. So I asked for small lamps under the beds and for socks with rubber soles.",
            "The caretaker said there was no budget for lamps, so I brought two from home. After a month with no fall in that room he ordered the rest.",
            "I gave a lady her tablets two hours late once, because the handover sheet was unreadable. I reported it myself, and I told her daughter.",
            "Since then we read the sheet out loud to each other, and the one who takes over repeats the allergies.",
            "No, nothing more. Thank you for listening.",
        ),
        (
            "At the moment I'm in the outpatient room, changing dressings all day. I see the same thirty people every week, so I know their dogs' names.",
            "There's a baker whose burn would not close for months. I took photos of it every Tuesday and noticed that it got worse after his early shifts in the heat.",
            "I made a checklist on yellow paper that hangs at each door. Shoes, glasses, call bell, walking frame, that's all that is on it.",
            "The young doctors laughed about the yellow paper at first. Then one of them forgot the call bell and the patient shouted for ten minutes.",
            "In the flu winter we had nine people in the corridor and only one porter. I sorted them by their breathing and put a student next to the two worst.",
            "The student cried in the break, honestly. I sat with her in the linen room and we went through it minute by minute.",
            "Only that I would need every second weekend free because of my son.",
        ),
    ),
)

SALES = Person(
    "sales manager",
    _resume(
        "Priya Raman",
        [
            _job(
                "Head of Sales",
                "Northwind Tools",
                "2018",
                "Present",
                "Grew revenue from 4 to 9 million in three years",
                "Responsible for a team of nine",
            ),
            _job("Account Manager", "Acme Paper", "2012", "2018"),
        ],
        ["negotiation", "Salesforce", "forecasting"],
        "Leeds Business School",
        "MBA",
    ),
    (
        (
            "I look after people who sell drills and saws to building firms, and I still drive out with them every Thursday. You can't learn this trade from a spreadsheet.",
            "On one of these drives we noticed that the site managers never open a catalogue. They text photos of broken machines, so we put a phone number on every box.",
            "Most of it came from renting machines instead of selling them. The board hated that idea, since the money comes in slowly.",
            "I asked for one city as a trial, Bristol, and for six months. After four months the rental shelf was empty every Monday.",
            "We lost our biggest account in spring, because a delivery of scaffolding was late three times. I went there with cake and apologised in person, and they still left.",
            "What hurt was that my driver had warned me in January. Now the drivers have a seat in our weekly meeting.",
            "No thanks, that was everything.",
        ),
        (
            "My day starts with the pipeline and a pot of tea. I ask each rep the same thing, which deal would you bet your own bike on.",
            "It started as a joke, but the bets were better than our software. The quiet ones were right nine times out of ten.",
            "We dropped the eleven smallest dealers, which was a horrible week. Then we had the time to visit a shipyard in Hull, and that became our best customer.",
            "The shipyard wanted a discount of thirty percent on the first day. I offered them a technician on site instead, two days a month.",
            "Two of my reps fought over the same hotel chain, with shouting in the kitchen. I let both of them write down who had called whom, and when.",
            "The list showed that the customer had called both. So they share the commission now, and they go to the visits together.",
            "Maybe that I speak Tamil and some Dutch.",
        ),
    ),
)

PEOPLE = (DEVELOPER, NURSE, SALES)
