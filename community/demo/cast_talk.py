"""What people say under polls, lists and products, and their reviews."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoComment:
    """`kind` is product, poll, list or collection; `key` names the thing within its kind."""

    author: str
    kind: str
    key: str
    text: str


@dataclass(frozen=True)
class DemoReview:
    """`rating` runs from 1 to 5; `months` since the author bought the thing."""

    author: str
    product: str
    rating: int
    months: int
    text: str


COMMENTS = [DemoComment(*row) for row in (
    ("jonas", "poll", "ada-first-flat", "Lamp. A flat without a lamp is an interrogation."),
    ("priya", "poll", "ada-first-flat", "The lamp folds light into corners. I have seen it."),
    ("tomas", "poll", "ada-first-flat", "A plant says “you can keep something alive”. Plant."),
    ("elif", "poll", "ada-first-flat", "Teapot: the only one of the three you can pour."),
    ("sen", "poll", "ada-first-flat", "Does the lamp have a warm setting? Asking for Ada."),
    ("mara", "poll", "ada-first-flat", "It dims down to candle. Ada, stop reading this."),
    ("kwame", "poll", "ada-first-flat", "She showed me that lamp in April. Just saying."),
    ("rosa", "poll", "ada-first-flat", "Everyone forgets that guests want tea."),
    ("elif", "poll", "mara-coat", "The shoulder line is exactly yours."),
    ("rohan", "poll", "mara-coat", "You have four coats. I counted them at the party."),
    ("mara", "poll", "mara-coat", "Three. One was Tomás’s."),
    ("rosa", "poll", "mara-coat", "Wait for January, dear. It always comes."),
    ("luca", "poll", "jonas-machine", "The moka pot never needs a firmware update."),
    ("jonas", "poll", "jonas-machine", "I regret asking an Italian."),
    ("abel", "poll", "jonas-machine", "Come over. I will make you coffee for an hour."),
    ("mara", "poll", "jonas-helmet", "Rose. You would look like a very safe peony."),
    ("rosa", "poll", "jonas-helmet", "Either. Wear it. Your mother."),
    ("nina", "poll", "sofia-guest", "Copper under string lights. I rest my case."),
    ("layla", "poll", "sofia-guest", "Moon. You will glow in the photographs."),
    ("omar", "poll", "sofia-guest", "The one with pockets. You will need snacks."),
    ("ada", "poll", "ada-rug", "It would be most of the floor. I think I want that."),
    ("tomas", "poll", "ada-rug", "How does it do with tomato sauce? For a friend."),
    ("priya", "poll", "kwame-twelve", "You have two feet, Kwame."),
    ("kwame", "poll", "kwame-twelve", "And a great many moods."),
    ("pavel", "poll", "omar-otto", "Two the same. I had brothers."),
    ("mei", "poll", "bo-drone", "I did the sums: it is forty bowls of phở."),
    ("bo", "poll", "bo-drone", "Do not put it in phở. Now I am hungry and poor."),
    ("rosa", "poll", "mara-phones", "Nobody drills with a mouth full of plum cake."),
    ("sen", "poll", "sen-keys", "A tie would have been easier, thank you."),
    ("leilani", "poll", "noam-guitar", "Sky! It already sounds like the sea."),
    ("mara", "list", "ada-flat", "The measuring jug was a perfectly good mug."),
    ("jonas", "list", "ada-flat", "I can bring a drill and an opinion."),
    ("rosa", "list", "jonas-forty", "The helmet is not a joke, Jonas."),
    ("elif", "list", "sofia-wedding", "Twelve plates means I am invited a lot."),
    ("tomas", "list", "omar-twins", "Two Ottos. Understood. No questions."),
    ("freya", "list", "mara-thirty-four", "That scarf needs a friend. I have needles."),
    ("priya", "collection", "slow-mornings", "I felt my pulse drop looking at this."),
    ("ximena", "collection", "slow-mornings", "The rhubarb mug has a very honest foot."),
    ("tariq", "collection", "lamps-i-love", "At last somebody who understands me."),
    ("elif", "collection", "guest-of-honour", "Sofía says yes to the copper. So do I."),
    ("rosa", "collection", "pools-for-a-first-flat", "One lamp by the door, Ada. You will thank me."),
    ("luca", "collection", "table-for-eight", "Where is the moka pot? For after?"),
    ("priya", "product", "arc-lamp", "Does the cord reach a plug behind a sofa?"),
    ("tariq", "product", "arc-lamp", "Two metres, cloth-covered. It reaches."),
    ("freya", "product", "ember-scarf", "Washes well by hand. Do not let Tomás do it."),
    ("luca", "product", "moka-pot", "Three cups means one Italian."),
    ("kwame", "product", "gym-high", "True to size. Half up if you like thick socks."),
    ("bo", "product", "hummingbird", "My mother has found this page."),
    ("anouk", "product", "town-bike", "Basket takes exactly one pumpkin."),
    ("zanele", "product", "ridge-bottle", "Fell down forty stairs. Me too. It won."),
)]

REVIEWS = [DemoReview(*row) for row in (
    ("tariq", "arc-lamp", 5, 8, "Reads with me until two. Dims without buzzing."),
    ("rosa", "arc-lamp", 4, 3, "Lovely light; the switch is a stretch from the armchair."),
    ("yuki", "arc-lamp", 4, 5, "Small footprint, calm colour. The cord could be longer."),
    ("jonas", "rhubarb-mug", 5, 14, "Third one. The first two are on holiday at friends’ flats."),
    ("ximena", "rhubarb-mug", 4, 6, "Clean foot ring, even glaze. From me that is a love letter."),
    ("priya", "quiet-phones", 5, 7, "I could not hear my own good advice. Bliss."),
    ("harjit", "quiet-phones", 3, 2, "Sound is superb; the band is not made for turbans."),
    ("luca", "moka-pot", 5, 30, "As it should be. New seal once a year, that is all."),
    ("freya", "ember-scarf", 5, 10, "Evenly spun, no pilling. I looked very hard."),
    ("tomas", "cooks-knife", 5, 4, "Onions have begun to surrender at the door."),
    ("elif", "curry-chair", 4, 6, "Good back angle. Felt pads sold separately, which is mean."),
    ("ingrid", "lemon-mac", 5, 5, "Bergen-tested: 31 days out of 31."),
    ("kwame", "gym-high", 4, 9, "Looks like a final, squeaks like a final."),
    ("mei", "feather-laptop", 4, 12, "Battery lasts a flight to Frankfurt. Fan is shy."),
    ("sen", "thock-keyboard", 5, 3, "Thock confirmed."),
    ("anouk", "town-bike", 5, 18, "Moved house with it. Twice."),
    ("noam", "fiddle-plant", 4, 7, "Prefers minor chords. New leaf every fortnight."),
    ("omar", "bear-otto", 5, 20, "Washed eleven times, still listens."),
    ("zanele", "ridge-bottle", 5, 9, "Dented, never leaked."),
    ("nina", "petrichor", 4, 2, "Really does smell of rain. Lasts about as long."),
    ("layla", "field-notes", 5, 4, "Ink does not bleed through. I have tried everything."),
    ("rohan", "portrait-lens", 5, 11, "Makes relatives look famous."),
    ("felix", "cloud-puffer-pine", 2, 1, "Warm, but the zip sticks. Sent it back for another green."),
    ("pavel", "kitchen-radio", 5, 16, "I opened it to see. It is screwed, not glued. Bravo."),
    ("amara", "pleat-skirt", 4, 8, "Seams are straight. My father nodded."),
    ("mara", "chanterelle", 5, 6, "My most touched object after the kettle."),
)]
