"""A calendar as calendar programs read it: iCalendar, RFC 5545. Each event is one moment."""

from datetime import UTC

LINE = 75  # octets of a line, its end not among them


def calendar(name, events, at):
    """The bytes of a calendar made at the moment `at`, of `events`: (uid, datetime, words, address) each."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Newsroom//Plan//EN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(name)}",
        f"NAME:{escape(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for uid, moment, words, address in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}",
            f"DTSTAMP:{stamp(at)}",
            f"DTSTART:{stamp(moment)}",
            f"SUMMARY:{escape(words)}",
            f"URL:{address}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(fold(line) for line in lines)


def stamp(moment):
    """A moment in UTC, so that no calendar program has to know the site's zone: 20271125T080000Z."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escape(text):
    """A text as a value (section 3.3.11). Control characters, which no value may have, become spaces."""
    text = text.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
    text = "\\n".join(text.splitlines())
    return "".join(char if char.isprintable() else " " for char in text)


def fold(line):
    """The octets of a line, cut into such of 75 at most (section 3.1), never within a character."""
    pieces, room = [b""], LINE
    for char in line:
        octets = char.encode()
        if len(pieces[-1]) + len(octets) > room:
            pieces.append(b"")
            room = LINE - 1  # each further one begins with a space
        pieces[-1] += octets
    return b"\r\n ".join(pieces) + b"\r\n"
