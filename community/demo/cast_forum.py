"""What the cast talks about in the forum: topics with their posts, by board."""

from community.demo.topics import topic as _topic

AT_HOME = [
    _topic("this-site", 900, "Say hello, and read this first",
           ("mara", ("Welcome in. Three things that make this a good place:\n\n"
                    "- **Say what you would spend and what for.** “A lamp” gets you forty lamps.\n"
                    "- Whoever sells it says so.\n"
                    "- Come back and tell us what you did. We are nosy.\n\n"
                    "Then say hello below.")),
           ("freya", "Hello from Inverness. I knit, I own too many teapots, I will not be helped."),
           ("pavel", "Brno. If it has a plug and no longer works, write to me before you throw it away."),
           ("leilani", "Aloha! Here for the guitars and for everybody’s kitchens."),
           ("felix", "Hello. I send most things back. I am trying to get better at it."),
           marks="pinned"),
    _topic("should-i", 30, "Talk me out of the espresso machine",
           ("jonas", ("It is on my list since March. You voted *wait*, I waited. It is November. "
                     "I have a moka pot, a grinder, and one square metre of worktop.\n\n"
                     "What would I really gain?")),
           ("luca", "A large object that needs descaling. The moka pot needs a rinse."),
           ("abel", ("Serious answer: milk. If you drink it black, stay with the pot. If you want "
                    "flat whites every morning, the machine earns its place in about a year.")),
           ("yuki", "Measure the height under your cupboard first. Mine lives in the hall.", 1),
           ("mara", "@rosa should tell the story of the bread maker here."),
           ("rosa", ("The bread maker made two loaves and has been a plant stand since 2019. "
                    "It is a good plant stand.")),
           ("jonas", ("Black, mostly. So it is the pot. Thank you, Abel, that was the question I had "
                     "not asked myself.")), about="product:morning-machine", answer=3),
    _topic("should-i", 9, "One cabin case for three weeks: has anybody really done it?",
           ("mei", ("Spreadsheet says yes with 1.4 litres to spare. My mother says no. The poll is "
                   "open, but I want stories, not votes.")),
           ("anouk", "Five weeks, Portugal to Denmark. Two pairs of shoes is the mistake; wear one."),
           ("diego", ("Guests on the trek manage nine days with 12 kg, tent included. It is the "
                     "“just in case” that fills bags.")),
           ("nina", "I did it. I bought a second bag in Lisbon. So, no."),
           ("mei", "@nina what was the first thing that did not fit?"),
           ("nina", "A bowl. It was a very good bowl."), about="poll:mei-case"),
    _topic("should-i", 70, "A second-hand cargo bike with 4,000 km on it?",
           ("ada", ("Private seller, 900 €, battery from 2022, chain new. I would use it for the "
                   "market and for moving plants about. What do I look at before I pay?")),
           ("anouk", ("1. Battery: ask for the number of charges, not the year.\n"
                     "2. Steering linkage: lift the box, wiggle the wheel. No play allowed.\n"
                     "3. Rims, if it has rim brakes. Hollow means dead.\n\nRide it **loaded**.")),
           ("luca", "And look underneath. Boxes rot where nobody looks."),
           ("noam", "I can come along on Sunday if that helps? I mean by video. I am in Haifa."),
           ("ada", ("Went, wiggled, loaded it with Tariq. It is mine for 820. @anouk you saved me "
                   "eighty euros and possibly a wrist.")), answer=2),
    _topic("home", 55, "Light for a room with one window, to the north",
           ("ada", ("Eleven square metres, white walls, one north window. With the ceiling bulb it "
                   "looks like a dentist’s. What gives warm light without four cables?")),
           ("elif", ("Three small ones at different heights instead of one large one. Put the first "
                    "behind something.")),
           ("tariq", ("The arc lamp in a corner, pointed **at the wall**. 2700 K, not more. "
                     "It dims, which you want at six in the morning.")),
           ("jonas", "What does it take, E27? I have a drawer of bulbs from a shop that closed."),
           ("tariq", "E27, eight watts is plenty.", 4),
           ("rosa", "Candles, dear. And a fire extinguisher, as you are you."),
           ("ada", ("Lamp in the corner, a clip light behind the plant. It looks like somewhere "
                   "one might live. Thank you!")), about="product:arc-lamp", answer=3),
    _topic("home", 200, "How do you keep a fiddle-leaf fig alive?",
           ("tomas", "Third one. The others left me. South-west window, water on Sundays."),
           ("noam", "It drops leaves when it is moved. Choose a place, apologise, never move it again."),
           ("anouk", "Water when the top three centimetres are dry, not when it is Sunday."),
           ("rosa", "And wipe the leaves. They breathe, like us.", 3),
           ("tomas", "Two new leaves. I have not told it how happy I am."), answer=3,
           about="product:fiddle-plant"),
    _topic("home", 400, "What did you pay for and never regret?",
           ("yuki", "I begin: a proper mattress. Ten years, no opinions about my back since."),
           ("elif", "Having the windows re-sealed. Nobody sees it, everybody feels it."),
           ("jonas", "A dish rack that fits the sink. Eleven euros."),
           ("mara", "Blackout curtains. I became a kinder person by April."),
           ("harjit", "A drill. Before that I borrowed Pavel’s, with the lecture."),
           ("pavel", "The lecture was free.", 5),
           ("zanele", "Felt pads under every chair. The downstairs neighbour greets me now.")),
    _topic("kitchen", 26, "Which one knife, if only one?",
           ("bo", ("Moving into my own place. I can have one good knife and one bad one. Which good "
                  "one? Budget 80.")),
           ("tomas", ("A 20 cm cook’s knife. The one below has cut onions for eight every Friday for "
                     "four months here and asks for nothing but a strop.")),
           ("luca", "Buy the knife for your hand. Go somewhere and hold it."),
           ("mei", "Does it go in the dishwasher?"),
           ("tomas", "@mei No. I would rather not discuss it further."),
           ("bo", "Held it, bought it. First onion: very small pieces, on purpose."),
           about="product:cooks-knife", answer=2),
    _topic("kitchen", 26, "What is still missing from a table for eight?",
           ("tomas", ("Pot, plates, candles, chairs that stack. Eight people on Friday. What do I "
                     "notice at half past seven?")),
           ("luca", "A second corkscrew. Always a second corkscrew."),
           ("rosa", "Somewhere to put eight coats. Nobody plans the coats."),
           ("priya", "A big salad bowl. The fruit bowl is not a salad bowl, I have tried.", 1),
           ("tomas", "The coats. I had not thought of the coats."),
           about="collection:table-for-eight", answer=3),
    _topic("kitchen", 130, "Egg pan: steel or coated?",
           ("priya", ("My coated pan is peeling after fourteen months. Is carbon steel really only "
                     "for people with patience?")),
           ("abel", ("It is for people with butter. Three weeks of eggs with a lot of it and nothing "
                    "sticks any more.")),
           ("omar", "We have both. With twins at seven in the morning it is the coated one."),
           ("priya", "Fair. I live alone and own butter.", 2), answer=2),
    _topic("kitchen", 310, "The measuring-jug-as-mug problem",
           ("ada", ("I have two mugs, one of which is a measuring jug. People visit. How many mugs "
                   "does one person need?")),
           ("ximena", "Six. Four for friends, one for you, one for pens."),
           ("freya", "Count your chairs and add one."),
           ("jonas", "I have thirty-one. Please do not count your chairs."), about="list:ada-flat"),
]

OUT_AND_ABOUT = [
    _topic("clothes", 18, "Camel or plum: a coat for ten winters",
           ("mara", ("I wear black. I would like to wear one thing that is not. Ten winters is a long "
                    "time to be plum, though. What do you see on people that still looks good?")),
           ("amara", ("Look at the shoulder seam and the lining before the colour. On the plum one the "
                     "lining is sewn in, not glued. That is your ten winters.")),
           ("elif", "Plum. Camel shows every bus."),
           ("priya", "You have a lemon umbrella. Plum and lemon. I rest.", 3),
           ("felix", "I had the camel one for nine days. Lovely. It collects hair like a hobby."),
           ("mara", "@amara you looked at the *seams* on a photo?"),
           ("amara", "My father is watching."), about="product:plum-coat", answer=2),
    _topic("clothes", 90, "How do these run? Half up or true?",
           ("zanele", "Between sizes in everything, wide at the front. Do the high ones give a bit?"),
           ("kwame", "True to size, half up with thick socks. They soften after a week."),
           ("anouk", "Wide foot here: half up, and lace them from the second hole."),
           ("zanele", "Half up it is. They came, they fit, they squeak.", 3),
           about="product:gym-high", answer=3),
    _topic("clothes", 260, "Mending corner: show what you saved",
           ("amara", "Elbows, hems, moth holes. Say how you did it, so that others dare."),
           ("freya", "Swiss darning on a jumper of my grandmother’s. It is now 40% mine."),
           ("anouk", "Sewed a reflective strip over a torn jacket. Looks as if it was planned."),
           ("rosa", "I iron a patch on the inside first and darn over it. Nobody has ever asked."),
           ("kwame", "Glued a sole with the shoe in a vice and a book on top. Four months so far."),
           ("pavel", "Which glue? There are three and two of them are wrong.", 5),
           ("kwame", "The one you told me, Pavel.", 6)),
    _topic("electronics", 40, "Headphones for an open office, glasses on",
           ("harjit", ("They must sit over a turban or behind the neck, and not press on glasses. "
                      "Is there anything that is not a compromise?")),
           ("priya", ("The quiet ones are superb but the band is rigid, I saw your review. The in-ear "
                     "ones with the small tips never fell out for me.")),
           ("sen", "Look for an adjustable **back band**. Bone conduction for calls, in-ears for music."),
           ("rohan", ("I measured the clamp: 4.1 N on mine, 5.6 N on the new model. Old ones are "
                     "still in shops.")),
           ("harjit", ("Bone conduction for the day, buds for the train. Done. @rohan of course you "
                      "measured the clamp."), 3), answer=3, about="product:quiet-phones"),
    _topic("electronics", 110, "Is 8 GB still enough in a laptop?",
           ("layla", "Drawing, forty tabs, film in the evening. The one with 16 is 200 more."),
           ("mei", ("Do you keep a laptop three years or seven? At seven, take the 16; you cannot add "
                   "it later in this one.")),
           ("pavel", "If the memory is soldered I do not even look at it."),
           ("layla", "Seven. So, 16. Thank you for the question behind the question."),
           about="product:feather-laptop", answer=2),
    _topic("electronics", 350, "Repair first: who mends what, and where?",
           ("pavel", ("Let us keep a list. I begin: radios, amplifiers, anything with valves (Brno, "
                     "and by post if you pay it). Screens I do not do.")),
           ("sen", "Keyboards, everywhere that has a post office. I like it too much to charge."),
           ("rohan", "Lenses and shutters, Pune. Bring tea."),
           ("jonas", ("There is a repair café in Malmö on first Saturdays. They fixed my kettle and "
                     "were disappointed that it was so easy.")),
           ("mara", "Same in Hamburg, Thursdays. Bring cake for the lady with the soldering iron."),
           marks="pinned"),
    _topic("gifts", 22, "For a father who “has everything”",
           ("noam", "Seventy, reads, cooks a bit, returns everything. Under 60. Help."),
           ("tariq", "Something that is used up: oil, coffee, a good candle. It cannot be returned."),
           ("rosa", "An afternoon with you, on a card, with a date. I speak for parents."),
           ("sofia", "My father cried about a photo book of his own kitchen. Twelve euros."),
           ("noam", "Rosa’s card *and* a candle, in case of rain. I am going to be the favourite.", 3),
           answer=3),
    _topic("gifts", 75, "Twins, three years old, one wants what the other has",
           ("omar", "Birthday in two weeks. Two the same, or two different and war?"),
           ("pavel", "Two the same. I had brothers."),
           ("felix", "Two the same in two colours: they trade, it feels like commerce."),
           ("bo", "My cousin gives one thing for two. A tent. They moved into it."),
           ("omar", "A TENT.", 4), about="poll:omar-otto", answer=4),
    _topic("gifts", 500, "Who pays for the group present, and when?",
           ("priya", ("Eleven colleagues, one leaving present, and I am out 90 euros again. How do "
                     "you do it without becoming a debt collector?")),
           ("mei", "Collect first, buy what the sum allows. Nobody has ever complained."),
           ("harjit", "Say the sum a person in the first message. “Five each” is answered in an hour."),
           ("priya", "Five each, collected first. It worked: 55 euros and nobody hates me.", 3),
           answer=3),
    _topic("outdoors", 60, "A tent two people can put up in the wind",
           ("ingrid", ("Not in the brochure, in **wind**. Who has pitched theirs at twelve metres a "
                      "second and stayed married?")),
           ("diego", ("Inner and outer together, colour-coded poles. The Two-Tent below: four minutes, "
                     "gloves on. Buy longer pegs, the ones it comes with are jewellery.")),
           ("leilani", "We sat on ours until the wind gave up. Forty minutes."),
           ("ingrid", "Pitched it on Sunday in Fedje. Five minutes, one swear word. Accepted.", 2),
           about="product:two-tent", answer=2),
    _topic("outdoors", 170, "Helmets that do not look like mushrooms",
           ("jonas", "They all do. But which least?"),
           ("anouk", "Flat at the sides, no peak. And the colour of your coat, not of your bike."),
           ("rosa", "Wear any. Your mother."),
           ("luca", "In Torino we say: the mushroom that lives.", 3), about="poll:jonas-helmet"),
    _topic("kids", 48, "First shoes: does it matter?",
           ("noam", "She stands. The shop says 70 euros, my mother says barefoot. Who is right?"),
           ("omar", ("Barefoot inside. Outside soft soles that bend where the foot bends. Ours were "
                    "second-hand, two months each, worn by nobody.")),
           ("sofia", "Measure with a thumb of room, twice a month. They do not tell you."),
           ("noam", "My mother is right again. Thank you all."), answer=2),
    _topic("kids", 240, "Wooden train: which tracks fit together?",
           ("omar", "Three brands in one box and two of them sulk. Is there a list?"),
           ("pavel", "The pegs differ by half a millimetre. Sand the pegs, not the holes."),
           ("felix", "The beech one fits both the others. I sent the rest back."),
           about="product:beech-train", answer=2),
    _topic("local", 100, "Hamburg: where do you go for a good lamp to touch?",
           ("mara", "I would like to see a lamp lit before I own it. Small shops, please."),
           ("nina", ("There is a workshop in Ottensen that lets you switch everything on, ring first. "
                    "They also re-wire old ones.")),
           ("jonas", ("Second-hand halls on Saturdays; take a bulb and an adaptor with you and ask "
                     "for the socket.")),
           ("mara", "Took a bulb. Felt like a detective. Found a chanterelle for a third of the price.", 3)),
    _topic("local", 18, "Nordlys in Marktstraße: may one really switch everything on?",
           ("anouk", "I am in Hamburg on Saturday with one hour. Is it a shop or a showroom?"),
           ("mara", ("A shop. They hand you the plug themselves. Go after four, when it is dark enough "
                    "to see what a lamp does.")),
           ("jonas", ("I run the till there, so believe me half: all of them are plugged in, and the "
                     "lilac chanterelle comes back into stock on Friday.")),
           ("felix", "Bought one, took it back after three weeks, was given tea. That is my review.", 3),
           ("anouk", "Tea settles it."), about="shop:nordlys-studio", answer=2),
    _topic("local", 33, "İzmir: somebody who re-canes chairs?",
           ("elif", "Four mustard chairs, one seat gone. I can pay properly and wait."),
           ("amara", "Not İzmir, but ask a basket maker, not an upholsterer. It is the same hands.")),
    _topic("this-site", 150, "Can I see my lists as my friends see them?",
           ("freya", "Before I send the link to my whole family I want to know what they find."),
           ("mara", ("Open the list: it says who sees it under the title, and beside it who that is by "
                    "name. For a link, try it in a private window.")),
           ("freya", ("The private window was the trick. My aunt sees the teapots and not the prices I "
                     "noted. Good.")), answer=2, marks="locked"),
]  # fmt: skip

TOPICS = [*AT_HOME, *OUT_AND_ABOUT]
