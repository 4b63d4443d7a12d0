"""The people of the demo, who follows whom, and their circles. Their doings are in
`cast_lists`, `cast_collections`, `cast_polls` and `cast_talk`, gathered here for whoever seeds a database."""

from dataclasses import dataclass
from itertools import permutations

from community.demo.cast_collections import COLLECTIONS
from community.demo.cast_lists import LISTS as FIRST_LISTS
from community.demo.cast_more_lists import MORE_LISTS
from community.demo.cast_polls import POLLS
from community.demo.cast_talk import COMMENTS, REVIEWS

__all__ = ["CIRCLES", "COLLECTIONS", "COMMENTS", "FOLLOWS", "FRIEND_GROUPS", "LISTS", "PEOPLE",
           "POLLS", "REVIEWS", "SIGN_IN", "DemoCircle", "Person"]

LISTS = [*FIRST_LISTS, *MORE_LISTS]

SIGN_IN = ("mara", "jonas")


@dataclass(frozen=True)
class Person:
    """`locale` is a BCP 47 tag; `face` a seed for `draw_face`."""

    handle: str
    name: str
    pronouns: str
    city: str
    locale: str
    bio: str
    interests: tuple[str, ...]
    face: str

    @property
    def email(self) -> str:
        return f"{self.handle}@posy.example"


@dataclass(frozen=True)
class DemoCircle:
    owner: str
    name: str
    members: tuple[str, ...]


def _person(handle: str, name: str, pronouns: str, city: str, locale: str, bio: str,
            interests: str, face: str) -> Person:
    return Person(handle, name, pronouns, city, locale, bio, tuple(interests.split(", ")), face)


PEOPLE = [
    _person("mara", "Mara Okafor", "she/her", "Hamburg", "en-GB",
            "Asks first, buys later, regrets little.", "lamps, knitwear, plants",
            "mara afro deep black coral blazer merry grin hoops bare-eyed straw"),
    _person("jonas", "Jonas Nyberg", "he/him", "Malmö", "sv-SE",
            "Slow mornings, strong coffee, too many mugs.", "coffee, ceramics, cycling",
            "jonas quiff fair blonde petrol rollneck beard open smile round plain mist"),
    _person("priya", "Priya Lal", "she/her", "Leicester", "en-GB",
            "Will talk you out of it, kindly.", "books, headphones, saris",
            "priya lob brown black mustard collar merry smile studs round petal"),
    _person("ada", "Ada Osei", "she/her", "Berlin", "de-DE",
            "First flat of my own. It has one chair.", "furniture, music, thrift",
            "ada braids ebony black lilac dungarees open grin plain bare-eyed shell"),
    _person("tomas", "Tomás Teixeira", "he/him", "Porto", "pt-PT",
            "Cooks for eight, lives alone.", "cooking, knives, football",
            "tomas curls golden darkbrown rust stripes moustache merry smile bare-eyed sand"),
    _person("elif", "Elif Lale", "she/her", "İzmir", "tr-TR",
            "Architect. Yes, I noticed your skirting board.", "design, chairs, jewellery",
            "elif bob fair chestnut ink rollneck open smirk hoops bare-eyed dew"),
    _person("sen", "Sen Endo", "they/them", "Osaka", "ja-JP",
            "Keyboards that go thock.", "electronics, games, stationery",
            "sen pixie porcelain black black hoodie mint open smile round studs ice"),
    _person("rohan", "Rohan Kapoor", "he/him", "Pune", "en-IN",
            "Reads the manual, then reads it to you.", "cameras, audio, chess",
            "rohan parted brown black cobalt collar stubble open smile square plain oat"),
    _person("layla", "ليلى حداد", "she/her", "Amman", "ar-JO",
            "Illustrator. My wishlist is mostly paper.", "stationery, books, tea",
            "layla hijab golden teal crew merry smile bare-eyed plain shell"),
    _person("noam", "נועם לוי", "he/him", "Haifa", "he-IL",
            "Plays guitar to plants. They are doing well.", "guitars, plants, hiking",
            "noam bigcurls fair chestnut moss crew goatee merry grin bare-eyed plain leaf"),
    _person("kwame", "Kwame Mensah", "he/him", "Accra", "en-GH",
            "Shoes are a personality, I have eleven.", "sneakers, watches, dance",
            "kwame cornrows ebony black lemon hoodie goatee open grin studs bare-eyed haze"),
    _person("ingrid", "Ingrid Solheim", "she/her", "Bergen", "nb-NO",
            "There is no bad weather. There is my raincoat.", "outdoors, wool, sailing",
            "ingrid ponytail porcelain blonde cherry rollneck merry smile freckles bare-eyed ice"),
    _person("sofia", "Sofía Restrepo", "she/her", "Medellín", "es-CO",
            "Wedding in May. Send calm.", "dresses, flowers, dancing",
            "sofia waves golden darkbrown rose vneck merry grin flower bare-eyed petal"),
    _person("luca", "Luca Ferrante", "he/him", "Torino", "it-IT",
            "Moka over machine. Fight me over breakfast.", "coffee, bicycles, records",
            "luca short golden black denim collar stubble open smirk bare-eyed plain apricot"),
    _person("amara", "Amara Diallo", "she/her", "Dakar", "fr-SN",
            "Tailor’s daughter. I check the seams.", "fashion, fabrics, jewellery",
            "amara headwrap ebony black mustard vneck open smile hoops bare-eyed lime"),
    _person("diego", "Diego Quispe", "he/him", "Cusco", "es-PE",
            "Mountain guide, reluctant shopper.", "tents, boots, photography",
            "diego beanie tan black forest crew open smile bare-eyed plain mist"),
    _person("freya", "Freya MacLeod", "she/her", "Inverness", "en-GB",
            "Knits in meetings.", "wool, teapots, dogs",
            "freya straight porcelain ginger sage dungarees merry smile freckles round leaf"),
    _person("omar", "Omar Benali", "he/him", "Marseille", "fr-FR",
            "Father of twins. Otto the bear runs this house.", "toys, cooking, football",
            "omar receding golden darkbrown navy crew beard merry grin bare-eyed plain straw"),
    _person("mei", "Mei Tan", "she/her", "Singapore", "en-SG",
            "Spreadsheet for every purchase.", "gadgets, travel, tea",
            "mei bob porcelain black plum blazer open smile square plain cloud"),
    _person("harjit", "Harjit Singh", "he/him", "Birmingham", "en-GB",
            "Turbans by the metre, playlists by the hour.", "audio, shirts, cricket",
            "harjit turban brown black magenta collar beard merry smile bare-eyed plain dew"),
    _person("anouk", "Anouk de Wit", "she/they", "Utrecht", "nl-NL",
            "Everything I own fits on a cargo bike.", "bicycles, plants, second-hand",
            "anouk beret fair chestnut navy stripes merry smirk plain bare-eyed oat"),
    _person("pavel", "Pavel Horák", "he/him", "Brno", "cs-CZ",
            "Retired. Repairs radios and opinions.", "radios, chess, beer",
            "pavel receding fair white brick rollneck moustache open smile round plain sand"),
    _person("zanele", "Zanele Dube", "she/her", "Durban", "zu-ZA",
            "Runs for the breakfast.", "running, smoothies, skincare",
            "zanele bun deep black turquoise vneck merry grin studs bare-eyed apricot"),
    _person("rosa", "Rosa Lindqvist", "she/her", "Göteborg", "sv-SE",
            "Mara’s neighbour, Jonas’s mother, nobody’s fool.", "gardening, candles, crime novels",
            "rosa waves fair grey plum vneck merry smile hoops round petal"),
    _person("yuki", "Yuki Mori", "she/her", "Kyoto", "ja-JP",
            "Small flat, careful choices.", "ceramics, paper, quiet",
            "yuki long porcelain black sage collar open smile plain bare-eyed shell"),
    _person("felix", "Felix Baumann", "he/him", "Wien", "de-AT",
            "Buys it, returns it, buys it in green.", "coats, records, cake",
            "felix short fair ginger pine blazer shaven open grin square freckles haze"),
    _person("leilani", "Leilani Kahale", "she/her", "Hilo", "en-US",
            "Beach first, then the to-do list.", "skateboards, sun hats, ukulele",
            "leilani waves tan black coral vneck merry grin flower bare-eyed ice"),
    _person("bo", "Bo Nguyen", "he/him", "Đà Nẵng", "vi-VN",
            "Drone pilot, grounded by my mother.", "drones, cameras, noodles",
            "bo buzz golden black ember hoodie shaven open grin bare-eyed plain mist"),
    _person("ximena", "Ximena Cruz", "she/her", "Oaxaca", "es-MX",
            "Ceramicist. Judges your mugs lovingly.", "ceramics, rugs, mezcal",
            "ximena braids tan black rust dungarees merry smile hoops bare-eyed straw"),
    _person("tariq", "Tariq Rahman", "he/him", "Dhaka", "bn-BD",
            "Night owl with a very good lamp.", "lamps, books, cricket",
            "tariq parted brown black teal rollneck beard open smirk round plain lime"),
    _person("nina", "Nina Petrova", "she/her", "Plovdiv", "bg-BG",
            "Minimalist with exceptions. Many exceptions.", "perfume, shoes, art",
            "nina pixie fair white charcoal blazer open smirk hoops square cloud"),
    _person("abel", "Abel Worku", "he/him", "Addis Ababa", "am-ET",
            "Coffee is a ceremony; shopping is not.", "coffee, shirts, running",
            "abel locs deep black cream crew shaven merry smile bare-eyed plain sand"),
]

# Everybody in a group is friends with everybody else in it.
FRIEND_GROUPS = (
    ("mara", "jonas", "priya", "ada", "tomas", "elif", "sen"),
    ("mara", "rosa", "freya", "tariq", "layla"), ("jonas", "luca", "abel", "yuki", "ximena"),
    ("priya", "rohan", "harjit", "mei", "tariq"), ("ada", "kwame", "amara", "zanele"),
    ("mara", "kwame", "rohan", "sofia", "anouk"), ("ingrid", "diego", "noam", "leilani"),
    ("sofia", "elif", "nina", "amara"), ("sen", "bo", "mei", "rohan"),
    ("omar", "tomas", "felix", "pavel"), ("jonas", "ingrid", "rosa", "anouk"),
)
_ONE_WAY = (
    ("felix", "mara"), ("nina", "mara"), ("bo", "mara"), ("luca", "mara"), ("zanele", "mara"),
    ("mara", "ximena"), ("mara", "yuki"), ("mara", "amara"), ("jonas", "pavel"),
    ("leilani", "jonas"), ("diego", "jonas"), ("harjit", "sen"), ("pavel", "rosa"),
    ("noam", "layla"), ("omar", "sofia"), ("yuki", "elif"), ("abel", "kwame"), ("mei", "mara"),
)
FOLLOWS = list(dict.fromkeys(
    [pair for group in FRIEND_GROUPS for pair in permutations(group, 2)] + list(_ONE_WAY)))

CIRCLES = [
    DemoCircle("mara", "Family", ("rosa", "freya", "layla")),
    DemoCircle("mara", "Colleagues", ("priya", "tomas", "elif", "rohan")),
    DemoCircle("mara", "People who own drills", ("jonas", "tariq")),
    DemoCircle("jonas", "Family", ("rosa", "ingrid")),
    DemoCircle("jonas", "Breakfast club", ("luca", "abel", "yuki", "mara")),
    DemoCircle("priya", "Family", ("harjit", "rohan")),
    DemoCircle("sofia", "Wedding council", ("elif", "nina", "amara", "mara")),
    DemoCircle("ada", "Flatwarming", ("mara", "kwame", "jonas", "amara")),
    DemoCircle("omar", "Family", ("tomas", "felix")),
    DemoCircle("sen", "Colleagues", ("bo", "mei")),
]
