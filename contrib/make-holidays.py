#!/usr/bin/python3
"""Writes templates/holidays/CC.ics: the public holidays of a country, as calendar files (RFC 5545).

Usage: contrib/make-holidays.py FIRST-YEAR LAST-YEAR     (needs Debian's python3-holidays)

Run it when the last year comes near. Only holidays of a whole country are in the files; a shop adds
those of its region. What has changed since the library was released stands in `changes` below.
"""

import datetime
import hashlib
import pathlib
import sys

import holidays
from dateutil.easter import EASTER_ORTHODOX, easter

COUNTRIES = ("AT AU BE BG BR CA CH CZ DE DK EE ES FI FR GB GR HR HU IE IT JP LT LU LV MX NL NO NZ PL"
             " PT RO SE SI SK UA US ZA").split()
# What the library calls them, where it is not the code. Of Great Britain, England and Wales.
CLASSES = {"CH": "Switzerland", "FR": "France", "GB": "England", "GR": "Greece", "HU": "Hungary",
           "IE": "Ireland", "IT": "Italy", "JP": "Japan"}
MATARIKI = ["2024-06-28", "2025-06-20", "2026-07-10", "2027-06-25", "2028-07-14", "2029-07-06",
            "2030-06-21", "2031-07-11", "2032-07-02", "2033-06-24", "2034-07-07", "2035-06-29",
            "2036-07-18"]


def on(year, month, day):
    return datetime.date(year, month, day)


def first_monday(year, month):
    day = on(year, month, 1)
    return day + datetime.timedelta(days=(7 - day.weekday()) % 7)


def sunday(year, month, number):
    """The first, second ... Sunday of a month."""
    first = on(year, month, 1)
    return first + datetime.timedelta(days=(6 - first.weekday()) % 7 + 7 * (number - 1))


def monday_if_weekend(day):
    return day + datetime.timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))


def observed(day):
    """A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after."""
    return day + datetime.timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def changes(country, year, days):
    """What became law after the library was released."""
    if country == "US":
        days[observed(on(year, 6, 19))] = "Juneteenth National Independence Day"
    if country == "IE":
        brigid = on(year, 2, 1)
        days[brigid if brigid.weekday() == 4 else first_monday(year, 2)] = "Saint Brigid's Day"
    if country == "DK" and year >= 2024:
        for day in [day for day, name in days.items() if name == "Store bededag"]:
            del days[day]
    if country == "PL" and year >= 2025:
        days[on(year, 12, 24)] = "Wigilia Bożego Narodzenia"
    if country == "NZ":
        for day in map(datetime.date.fromisoformat, MATARIKI):
            if day.year == year:
                days[day] = "Matariki"
        for day in [day for day, name in days.items() if name == "Queen's Birthday"]:
            days[day] = "King's Birthday"
    if country == "CA":
        days[on(year, 9, 30)] = "National Day for Truth and Reconciliation"
    return days


def shifted(names, day):
    """Names of days a number of days from a day."""
    return {day + datetime.timedelta(days=shift): name for shift, name in names.items()}


def latvia(year):
    days = {on(year, month, day): name for month, day, name in (
        (1, 1, "Jaungada diena"), (5, 1, "Darba svētki"),
        (5, 4, "Latvijas Republikas Neatkarības atjaunošanas diena"), (6, 23, "Līgo diena"),
        (6, 24, "Jāņu diena"), (11, 18, "Latvijas Republikas proklamēšanas diena"),
        (12, 24, "Ziemassvētku vakars"), (12, 25, "Ziemassvētki"), (12, 26, "Otrie Ziemassvētki"),
        (12, 31, "Vecgada diena"))}
    for month, day in ((5, 4), (11, 18)):
        days.setdefault(monday_if_weekend(on(year, month, day)), "Pārcelta brīvdiena")
    days[sunday(year, 5, 2)] = "Mātes diena"
    days.update(shifted({-2: "Lielā Piektdiena", 0: "Lieldienas", 1: "Otrās Lieldienas",
                         49: "Vasarsvētki"}, easter(year)))
    return days


def romania(year):
    days = {on(year, month, day): name for month, day, name in (
        (1, 1, "Anul Nou"), (1, 2, "Anul Nou"), (1, 6, "Boboteaza"),
        (1, 7, "Sfântul Ioan Botezătorul"), (1, 24, "Ziua Unirii Principatelor Române"),
        (5, 1, "Ziua Muncii"), (6, 1, "Ziua Copilului"), (8, 15, "Adormirea Maicii Domnului"),
        (11, 30, "Sfântul Andrei"), (12, 1, "Ziua Națională"), (12, 25, "Crăciunul"),
        (12, 26, "Crăciunul"))}
    days.update(shifted({-2: "Vinerea Mare", 0: "Paștele", 1: "Paștele", 49: "Rusaliile",
                         50: "Rusaliile"}, easter(year, EASTER_ORTHODOX)))
    return days


OWN = {"LV": latvia, "RO": romania}  # not in the library


def of_year(country, year):
    if country in OWN:
        return OWN[country](year)
    source = getattr(holidays, CLASSES.get(country, country))
    options = {"include_sundays": False} if country in ("NO", "SE") else {}
    found = {day: name for day, name in source(years=year, **options).items() if day.year == year}
    return changes(country, year, found)


def of_country(country, years):
    return {day: name for year in years for day, name in of_year(country, year).items()}


def escape(text):
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def fold(line):
    """At most 75 octets a line, as the standard wants it; never in the middle of a letter."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > 74:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join(parts + [part])


def calendar(country, days):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//courtesy//holidays//EN"]
    for day, name in sorted(days.items()):
        uid = hashlib.sha256(f"{country} {day}".encode()).hexdigest()[:16]
        lines += ["BEGIN:VEVENT", f"UID:{uid}@holidays.courtesy", "DTSTAMP:20250101T000000Z",
                  f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"SUMMARY:{escape(name)}",
                  "END:VEVENT"]
    return "".join(fold(line) + "\r\n" for line in lines + ["END:VCALENDAR"])


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    years = range(int(sys.argv[1]), int(sys.argv[2]) + 1)
    folder = pathlib.Path(__file__).resolve().parent.parent / "templates" / "holidays"
    for country in COUNTRIES:
        days = of_country(country, years)
        path = folder / f"{country.lower()}.ics"
        path.write_bytes(calendar(country, days).encode())
        print(f"{path.name}: {len(days)} holidays")


main()
