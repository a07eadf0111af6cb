"""French sentences without meaning, of real words: so that hyphenation, justification and notes have something to do.

In: a seeded source of chance. Out: sentences, titles, names of things. The word list was written for this purpose.
"""

from __future__ import annotations

import re
from random import Random


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split(", "))


MASCULINE = _listed(
    "quartier, territoire, projet, budget, calendrier, partenaire, habitant, service, règlement, capteur, "
    "réseau, bâtiment, trottoir, marché, conseil, diagnostic, financement, engagement, questionnaire, "
    "baromètre, atelier, carrefour, sentier, éclairage, stationnement, voisinage, entretien, document, "
    "échantillon, rapport, résultat, avertissement, programme, chantier, recensement, fournisseur, "
    "indicateur, observatoire, prestataire, véhicule, abonnement, consentement"
)
FEMININE = _listed(
    "commune, rue, place, stratégie, donnée, mobilité, réunion, enquête, convention, délibération, "
    "concertation, participation, infrastructure, consommation, température, circulation, entreprise, "
    "association, bibliothèque, plateforme, procédure, évaluation, expérience, responsabilité, compétence, "
    "priorité, signalisation, documentation, comparaison, administration, subvention, passerelle, "
    "fréquentation, installation, démarche, échéance, surface, météorologie, gouvernance, maintenance"
)
ADJECTIVES = (
    ("municipal", "municipale"),
    ("durable", "durable"),
    ("partagé", "partagée"),
    ("progressif", "progressive"),
    ("transparent", "transparente"),
    ("provisoire", "provisoire"),
    ("mesurable", "mesurable"),
    ("ouvert", "ouverte"),
    ("quotidien", "quotidienne"),
    ("accessible", "accessible"),
    ("intercommunal", "intercommunale"),
    ("indépendant", "indépendante"),
    ("extraordinaire", "extraordinaire"),
    ("complémentaire", "complémentaire"),
    ("prévisible", "prévisible"),
    ("raisonnable", "raisonnable"),
)
VERBS = _listed(
    "accompagne, transforme, rassemble, précise, encourage, documente, complète, interroge, organise, "
    "simplifie, prolonge, renforce, détermine, coordonne, améliore, remplace, surveille, compare, finance, "
    "annonce, explique, représente, vérifie"
)
ADVERBS = _listed(
    "progressivement, rapidement, chaque année, sans attendre, à intervalles réguliers, publiquement, "
    "ensuite, soigneusement, au printemps, dès le premier jour, après consultation, fréquemment, "
    "exceptionnellement, en toute transparence"
)
LINKS = _listed("parce que, lorsque, tandis que, afin que, dès lors que, même si, puisque, à mesure que, pourvu que")
INFINITIVES = _listed(
    "Comprendre, Organiser, Mesurer, Partager, Préparer, Financer, Évaluer, Raconter, Entretenir, Choisir, "
    "Réunir, Expliquer, Documenter, Accompagner, Simplifier, Comparer"
)
# m, f: a thing with its article; M, F: the same at the head of a sentence; v, a, l: verb, adverb, link.
SHAPES = (
    "{T} {v} {t}, {l} {t} {v} {t}.",
    "{L} {t} {v} {t}, {t} {v} {a} {t}.",
    "{T} {v} {a} {t} ; {t} et {t} en dépendent.",
    "Ni {t} ni {t} ne suffit : {t} {v} {t} {a}.",
    "On retient que {t} {v} {t}, {l} {t} reste à portée de tous.",
    "{A}, {t} {v} {t} et {t} {v} {t}.",
    "Il reste que {t}, {l} {t} {v} {t}, {v} aussi {t}.",
    "{T} {v} « {s} » sans que {t} y perde.",
)


FIRST, VOWELS, RARE = "BCDFGHJLMNPRSTV", "aeiouy", "kwxz"
ADDED = "Q"  # first letter of the names in what an edit adds
PLACE = re.compile(rf"\b[{FIRST}{ADDED}][{VOWELS}][{RARE}][{VOWELS}][{RARE}]\b")
PLACES = len(FIRST) * (len(VOWELS) * len(RARE)) ** 2
STRIDE = 7919  # prime: neighbours in number are strangers in spelling


def place(number: int, firsts: str = FIRST) -> str:
    """Give a made-up place its name, never twice the same; its rare letters stand so in no other word of ours.

    A file is searched for these names: they tell whether a paragraph or a note is there, whole and once.
    """
    if number >= PLACES:
        raise ValueError(f"there are {PLACES} names of places, not {number + 1}")
    rest, name = number * STRIDE % PLACES, ""
    for letters in (RARE, VOWELS, RARE, VOWELS):
        rest, index = divmod(rest, len(letters))
        name = letters[index] + name
    return firsts[rest % len(firsts)] + name


def between(names: tuple[str, str], said: str) -> str:
    """Put a place before the first word of some sentences, and another after the last."""
    return f"À {names[0]}, {said[0].lower()}{said[1:-1]}, dit-on à {names[1]}."


def noun(chance: Random) -> str:
    """Give a bare noun."""
    return chance.choice(MASCULINE + FEMININE)


def thing(chance: Random) -> str:
    """Give a noun with its article, and an adjective one time in three."""
    is_feminine = chance.random() < 0.5
    name = chance.choice(FEMININE if is_feminine else MASCULINE)
    articles = ("une", "chaque", "cette", "notre") if is_feminine else ("un", "chaque", "notre", "tout")
    words = f"{chance.choice(articles)} {name}"
    return f"{words} {chance.choice(ADJECTIVES)[is_feminine]}" if chance.random() < 0.33 else words


def term(chance: Random) -> str:
    """Give a noun with an adjective, as an index lists it."""
    is_feminine = chance.random() < 0.5
    name = chance.choice(FEMININE if is_feminine else MASCULINE)
    return f"{name} {chance.choice(ADJECTIVES)[is_feminine]}"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def sentence(chance: Random) -> str:
    """Give a sentence of eight to twenty-five words."""

    def fill(kind: str) -> str:
        spoken = {
            "t": lambda: thing(chance),
            "s": lambda: noun(chance),
            "v": lambda: chance.choice(VERBS),
            "a": lambda: chance.choice(ADVERBS),
            "l": lambda: chance.choice(LINKS),
        }[kind.lower()]()
        return _capital(spoken) if kind.isupper() else spoken

    shape = chance.choice(SHAPES)
    head, *tail = shape.split("{")
    return _elided(head + "".join(fill(part[0]) + part[2:] for part in tail))


def _elided(words: str) -> str:
    return words.replace(" que un", " qu'un")


def sentences(chance: Random, count: int) -> str:
    """Give several sentences."""
    return " ".join(sentence(chance) for _ in range(count))


def title(chance: Random) -> str:
    """Give the words of a heading."""
    return f"{chance.choice(INFINITIVES)} {thing(chance)} et {thing(chance)}"
