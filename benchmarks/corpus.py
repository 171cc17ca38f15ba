"""The stories of the bench, as JSON lines: python -m benchmarks.corpus 1000 > stories.jsonl

Made up, and the same at every run: story N is the same in a corpus of any size, and stories get older as N grows. So a
page of a small site and the same page of a large one print the same words, and may be compared.

A line has: id, title, slug, section, tags, authors (names), dek, paragraphs (plain text; the third is a quotation),
image (the name of a file that benchmarks/pictures.py draws), image_alt, published_at (ISO 8601, UTC) and comments, in
order of time: id (within the story), parent (such an id, or null), name, email, body, at.
"""

import json
import random
import sys
from datetime import UTC, datetime, timedelta

PICTURES = 10
NEWEST = datetime(2026, 11, 1, tzinfo=UTC)
APART = timedelta(minutes=17)  # 85 stories a day; a year holds 30,900
SECTIONS = ["Handsets", "Desktops", "Games", "Law", "Lab", "Software", "Tests", "Markets"]
GIVEN = (
    "Alva Bruno Carla Dario Edda Fredo Greta Hugo Ines Jonas Kaja Luca Mira Nico Olga Piet Rika Sven Tilda Uwe".split()
)
FAMILY = "Amsel Birk Cordes Dohle Elster Falke Gans Habicht Ibis Kranich".split()
AUTHORS = [f"{given} {family}" for given, family in zip(GIVEN, FAMILY * 2, strict=True)]  # few: each has full pages
FIRMS = """Arcadyne Brightwell Cobalt Deltaware Everline Foxglove Gridsmith Halcyon Inkwell Juniper Kestrel
Lumenar Meridian Northgate Oakmont Pinewave Quillon Redstart Solstice Tidewater""".split()
NOUNS = """antenna adapter archive auction backup barcode battery beacon bridge browser budget cable camera
canvas carrier cartridge catalogue charger chassis chip circuit clock compiler connector console contract cooler
copper court dashboard database decoder detector developer device diagram dispute display docking driver earbud
editor emulator encoder engine estimate factory failure fibre filter firmware forecast format frame fuse gadget
gateway grant handset headset hinge housing import index inquiry insulation inverter joystick kernel keyboard
lantern laptop laser launcher lawsuit ledger lens licence lithium loudspeaker magnet mainboard manual margin
memory merger meter microphone mirror model module monitor network notebook offer operator optics orbit outage
outlet packet panel patent payment pixel platform player plug policy printer processor projector prototype
protocol provider quarter radar radio receiver recall recorder refund regulator relay release render repair
report resistor revenue router sample satellite scanner screen sensor server shipment shutter signal silicon
sketch socket speaker spectrum standard storage stylus subsidy supplier survey switch tablet tariff terminal
thermostat timer token tracker transistor tuner turbine update valve vendor viewer voltage warranty widget
workshop""".split()
DEEDS = """abandons accepts adds adjusts allows answers borrows bundles buries calls carries cheapens checks
claims clears closes combines copies counts covers cures cuts defends delays doubles drops exports fixes freezes
guards halves hides improves joins keeps lends lists loses matches measures merges moves names needs opens
orders packs pauses plans prices promises proves raises reads recalls rejects repairs replaces sells sends
settles shares ships shows shrinks signs splits starts stops studies swaps teaches tests trades trims turns
unveils wants warns widens wins withdraws""".split()
JOINTS = "with without under before after beyond beside despite inside against across for from over and near".split()
# Half of all tags are firms; the rest are rarer the later they stand, as on a site that has grown.
TOPICS = [f"{first} {second}" for first in NOUNS[:24] for second in NOUNS[40:52]]
TOPIC_WEIGHTS = [1 / place for place in range(4, len(TOPICS) + 4)]


def stories(count):
    """Yield stories 1 to `count`, the newest first."""
    for number in range(1, count + 1):
        yield story(number)


def story(number):
    """Story `number` as a dictionary."""
    chance = random.Random(number)
    title = (
        f"{chance.choice(FIRMS)} {chance.choice(DEEDS)} {phrase(chance, 2)} {chance.choice(JOINTS)} {phrase(chance, 2)}"
    )
    published = NEWEST - number * APART
    return {
        "id": number,
        "title": title,
        "slug": f"{title.lower().replace(' ', '-')}-{number}",
        "section": chance.choice(SECTIONS),
        "tags": sorted({title.split()[0], *chance.choices(TOPICS, TOPIC_WEIGHTS, k=chance.randint(2, 5))}),
        "authors": chance.sample(AUTHORS, 2 if chance.random() < 0.15 else 1),
        "dek": sentence(chance),
        "paragraphs": [" ".join(sentence(chance) for _ in range(chance.randint(2, 5))) for _ in range(10)],
        "image": f"picture-{number % PICTURES}.jpg",
        "image_alt": f"{phrase(chance, 3).capitalize()} on a table",
        "published_at": published.isoformat(),
        "comments": list(comments(chance, published)),
    }


def comments(chance, published):
    """Yield the comments of a story: five on average, forty at most, four of ten an answer to an earlier one."""
    for number in range(1, min(40, int(chance.expovariate(1 / 5))) + 1):
        name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
        answers = number > 1 and chance.random() < 0.4
        yield {
            "id": number,
            "parent": chance.randrange(1, number) if answers else None,
            "name": name,
            "email": f"{name.lower().replace(' ', '.')}@example.com",
            "body": f"{sentence(chance)} {sentence(chance)}",
            "at": (published + number * timedelta(minutes=9)).isoformat(),
        }


def sentence(chance):
    """Ten to twenty words with a full stop."""
    parts = [f"{chance.choice(JOINTS)} the {phrase(chance, 2)}" for _ in range(chance.randint(2, 4))]
    return f"{chance.choice(FIRMS)} {chance.choice(DEEDS)} the {phrase(chance, 2)} {' '.join(parts)}."


def phrase(chance, words):
    return " ".join(chance.choices(NOUNS, k=words))


if __name__ == "__main__":
    for line in stories(int(sys.argv[1])):
        print(json.dumps(line))
