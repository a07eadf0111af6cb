"""The words of the site that the tool writes, with the same keys in every language.

In: nothing. Out: tables of words, those of the books among them; `{}` and names in braces are filled in by those who
use them.
"""

from __future__ import annotations

from collections.abc import Mapping

from bindery.languages import LANGUAGES

FRENCH: Mapping[str, str] = {
    # When it may be told.
    "proof": "Épreuve",
    "proof-until": "Épreuve, sous embargo jusqu’au {}\u00a0: à ne pas publier.",
    "see-before": "Voir l’annonce d’avant la parution",
    "see-after": "Voir l’annonce de la parution",
    "coming-soon": "À paraître",
    "coming-on": "À paraître le {}",
    "hour": "heure",
    "published-on": "Paru le {}",
    # The announcement, the volumes.
    "about-it": "De quoi il s’agit",
    "chapters": "Les chapitres",
    "see-volume": "Voir le volume",
    "other-volumes": "La collection",
    "the-publisher": "L’éditeur",
    "publisher-page": "La page de ce volume chez l’éditeur",
    "no-text-here": "Le texte de ce volume n’est pas sur ce site.",
    "cover-note": "Couverture dessinée pour ce site ; ce n’est pas celle du volume paru.",
    "covers-note": "Couvertures dessinées pour ce site ; ce ne sont pas celles des volumes parus.",
    "title-note": "Titre traduit ici : nous ne connaissons pas d’édition dans cette langue.",
    "share-by-mail": "Envoyer par courriel",
    "share-on": "Partager sur {}",
    "feed": "Nouveaux volumes (RSS)",
    # The search.
    "search-title": "Recherche",
    "search-label": "Chercher dans les textes",
    "search-button": "Chercher",
    "search-size": "L’index de recherche ({}) n’est chargé que lorsqu’on cherche.",
    "search-script": "La recherche demande JavaScript. Sans lui, ces pages mènent aussi au texte :",
    "search-fault": "L’index de recherche n’a pas pu être chargé.",
    "search-small": "a au aux avec c ce ces d dans de des du en et il j l la le les m n ne ou par pour qu que qui s sa "
    "se ses son sur t un une y",
    "hits-none": "Aucun passage ne contient tous ces mots.",
    "hits-one": "1 passage",
    "hits-many": "{} passages",
    "hits-first": "{} passages ; les {} premiers sont montrés",
    # What is not there.
    "not-found": "Page introuvable",
    "not-found-words": "Cette adresse ne mène à aucune page.",
    "to-announcement": "Aller à l’accueil",
}

ENGLISH: Mapping[str, str] = {
    # When it may be told.
    "proof": "Proof",
    "proof-until": "Proof, under embargo until {}: not to be published.",
    "see-before": "See the announcement before publication",
    "see-after": "See the announcement of publication",
    "coming-soon": "Coming soon",
    "coming-on": "Coming on {}",
    "hour": "hour",
    "published-on": "Published on {}",
    # The announcement, the volumes.
    "about-it": "What it is about",
    "chapters": "The chapters",
    "see-volume": "See the volume",
    "other-volumes": "The collection",
    "the-publisher": "The publisher",
    "publisher-page": "This volume on the publisher’s site",
    "no-text-here": "The text of this volume is not on this site.",
    "cover-note": "Cover drawn for this site; it is not that of the published volume.",
    "covers-note": "Covers drawn for this site; they are not those of the published volumes.",
    "title-note": "Title translated here: we know of no edition in this language.",
    "share-by-mail": "Send by email",
    "share-on": "Share on {}",
    "feed": "New volumes (RSS)",
    # The search.
    "search-title": "Search",
    "search-label": "Search the texts",
    "search-button": "Search",
    "search-size": "The search index ({}) is loaded only when you search.",
    "search-script": "Searching needs JavaScript. Without it, these pages lead to the text too:",
    "search-fault": "The search index could not be loaded.",
    "search-small": "a an and are as at be by for from in is it its of on or s t that the this to was were with",
    "hits-none": "No passage holds all of these words.",
    "hits-one": "1 passage",
    "hits-many": "{} passages",
    "hits-first": "{} passages; the first {} are shown",
    # What is not there.
    "not-found": "Page not found",
    "not-found-words": "This address leads to no page.",
    "to-announcement": "Go to the home page",
}

OWN_WORDS: Mapping[str, Mapping[str, str]] = {"fr": FRENCH, "en": ENGLISH}
WORDS: Mapping[str, Mapping[str, str]] = {
    code: {**language.words, **OWN_WORDS.get(code, ENGLISH)} for code, language in LANGUAGES.items()
}
MEGABYTES = {"fr": "Mo"}


def written_size(size_bytes: int, code: str) -> str:
    """Write the size of a file in megabytes: `1,2 Mo`."""
    return LANGUAGES[code].amount(max(0.1, round(size_bytes / 1e6, 1)), MEGABYTES.get(code, "MB"))
