"""The launch sheet, and the launch as a calendar file that is read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from icalendar import Calendar, Event

from bindery.kit.event_sheet import calendar, event_sheet
from tests.kit.desks import book_desk, file_of, pages, paper_of


def event(data: bytes) -> Event:
    held = Calendar.from_ical(data)
    (only,) = held.walk("VEVENT")
    return only


def test_the_sheet_leaves_room_for_what_nobody_told():
    (page,) = pages(file_of(paper_of(event_sheet), ".pdf"))

    for waited in ("stand", "noms et fonctions", "accréditation", "courriel"):
        assert f"à compléter : {waited}" in page or waited in page
    assert "à compléter : noms et fonctions" in page


def test_what_only_this_sheet_asks_for_is_told():
    told = {d.message for d in paper_of(event_sheet).diagnostics}

    assert told == {"nobody is named as speaking at the launch", "how the press gets into the launch is not told"}


def test_the_sheet_tells_day_hour_zone_and_place():
    (page,) = pages(file_of(paper_of(event_sheet, "en"), ".pdf"))

    for said in ("15 November 2022", "9:00", "UTC+01:00", "Parcel fair", "Nowhere"):
        assert said in page


def test_a_launch_whose_hour_is_known_starts_at_its_instant():
    told = event(file_of(paper_of(event_sheet), ".ics"))

    assert told.start == datetime(2022, 11, 15, 8, tzinfo=UTC)
    assert told["summary"].params["LANGUAGE"] == "fr"
    assert "Foire des parcelles" in told["summary"]


def test_a_launch_whose_hour_is_not_known_lasts_all_day():
    desk = book_desk()
    launch = desk.volume.launch
    assert launch is not None
    told = event(calendar(desk, replace(launch, hour_is_known=False)))

    assert (told["dtstart"].dt, told["dtend"].dt) == (date(2022, 11, 15), date(2022, 11, 16))


def test_name_and_stamp_come_from_the_data():
    told = event(file_of(paper_of(event_sheet), ".ics"))

    assert told["uid"].startswith("small-book-1-launch-fr@")
    assert told["dtstamp"].dt == datetime(2022, 11, 15, 8, tzinfo=UTC)


def test_lines_are_folded_and_end_as_the_standard_asks():
    data = file_of(paper_of(event_sheet), ".ics")

    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n")


def test_without_a_launch_there_is_nothing_to_attend():
    desk = book_desk()

    assert event_sheet(replace(desk, volume=replace(desk.volume, launch=None))).files == ()
