"""Which earlier complaints may be about the same (疑似重复), found by words, with the reasons."""

from __future__ import annotations

from handlers.office import Office
from supervision.complaints import Complaint
from supervision.repeats import Case, Likeness, likeness, repeats
from supervision.times import local_date

LIKE = 5
"""So many are hinted at; a phone shows no more."""

WORDS = 12
"""Words of the text, beside those of the place, by which a complaint is found again."""


def find_words(office: Office, complaint: Complaint) -> tuple[str, ...]:
    """The words by which a complaint is found again: of its place, and of its text."""
    cut = office.segmenter.words_for_query
    place = cut(complaint.place) if complaint.place else ()
    return tuple(dict.fromkeys((*place, *cut(complaint.what)[:WORDS])))


def similar(office: Office, complaint: Complaint) -> list[Likeness]:
    """The likeliest of the earlier ones that share a word with it; parted ones are left out."""
    found = office.store.complaints.sharing(find_words(office, complaint))
    left_out = {complaint.number, *complaint.parted}
    others = [as_case(office, one) for one in found if one.number not in left_out]
    return repeats(as_case(office, complaint), others, LIKE)


def why_like(office: Office, complaint: Complaint) -> list[Likeness]:
    """The hints of a complaint with their reasons, as both are now."""
    mine = as_case(office, complaint)
    known = office.store.complaints.of(complaint.like)
    found = [likeness(mine, as_case(office, one)) for one in known]
    return [like for like in found if like]


def as_case(office: Office, complaint: Complaint) -> Case:
    """A complaint as it is compared; where no place is known its text must say it."""
    words = office.segmenter.words_for_query(complaint.place or complaint.what)
    day = local_date(complaint.at)
    return Case(complaint.number, complaint.place, words, complaint.what, day)
