"""Names and words for a crowd of any size."""

from __future__ import annotations

from random import Random

_FIRST_NAMES = """
Aiko Aleks Alma Amina Anders Anja Arjun Asha Astrid Bela Bilal Camila Carlos Chen Chiara Dara Dilan
Edda Efe Emil Enzo Esra Farid Fatou Greta Hana Hugo Ida Imani Ines Ivo Jana Joon Kaito Karim Klara
Kofi Lars Leila Lena Linh Lior Maja Malik Marta Mateo Mina Miro Nadia Nia Nico Nilo Olga Oskar Paula
Petra Quin Rafael Rania Remy Rosalie Sami Sanna Selma Signe Soren Tala Tari Theo Timo Uma Vera Viggo
Wanda Wen Yara Yusuf Zita Zoran
"""
_LAST_NAMES = """
Abbas Almeida Andersson Arslan Baker Banerjee Berg Blum Castro Chaudhry Cohen Costa Dahl Demir
Diop Duarte Eriksen Faye Fischer Fontaine Garcia Gomez Haas Hansen Hoang Ito Ivanov Jansen Kaya
Keita Kim Kowalski Kruger Larsen Laurent Lopez Maier Marin Mendes Meyer Moreau Nagy Ndiaye Novak
Okoye Olsen Park Patel Pereira Popescu Reyes Ricci Romano Rossi Roux Sato Silva Stone Suzuki Tran
Varga Vogel Wagner Weber Wong Yilmaz Zimmer
"""
_FIRST, _LAST = _FIRST_NAMES.split(), _LAST_NAMES.split()
TITLES = (
    "Wishes", "Birthday, again", "For the flat", "Things I visit", "Autumn", "Small joys",
    "When the rent is paid", "Kitchen", "Something to wear", "A very long list", "Just looking",
)  # fmt: skip
QUESTIONS = (
    "Which one?", "Help, I cannot choose", "Which would you keep?", "For a present: which?",
    "One of these is coming home", "Which is more me?",
)  # fmt: skip
DOUBTS = (
    "Buy it or not?", "Do I need this?", "Talk me into it, or out of it", "Is this silly?",
)  # fmt: skip


def name_of(dice: Random) -> str:
    return f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"
