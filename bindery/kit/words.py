"""The words of the press kit that the tool writes, with the same keys in every language.

In: nothing. Out: tables of words; `{}` and names in braces are filled in by those who use them.
"""

from __future__ import annotations

from collections.abc import Mapping

FRENCH: Mapping[str, str] = {
    "press-release": "Communiqué de presse",
    "fact-sheet": "Fiche du volume",
    "excerpt": "Extrait",
    "boilerplates": "Textes de présentation",
    # When it may be told.
    "embargo-until": "Sous embargo jusqu'au {}",
    "at-hour": "{date} à {hour} h {minute:02} ({zone})",
    "immediate": "Pour diffusion immédiate",
    "hour": "heure",
    "stand": "stand",
    # Facts.
    "language": "Langue",
    "title": "Titre",
    "subtitle": "Sous-titre",
    "collection": "Collection",
    "volume-of": "{title}, volume {number} sur {count}",
    "publisher": "Éditeur",
    "text-by": "Rédaction",
    "published-text-by": "Rédaction du volume paru en {year} ({publisher})",
    "other-text": "{} (autre texte que celui-ci)",
    "languages": "Langues",
    "extent": "{language}, {extent} pages",
    "format": "Format",
    "format-value": "{width} × {height} mm ; imprimé, PDF accessible, EPUB",
    "price": "Prix",
    "publication": "Parution",
    "launch": "Lancement",
    "isbn": "ISBN",
    "isbn-print": "imprimé",
    "isbn-screen": "PDF",
    "isbn-epub": "EPUB",
    "legal-deposit": "Dépôt légal",
    "download": "Téléchargement",
    "contact": "Contact presse",
    "rights": "Droits",
    "about": "À propos : {}",
    "inside": "Au sommaire",
    "in-brief": "Le volume en bref",
    "editors-note": "Note aux rédactions",
    "cover-note": "La couverture et les images du livre ont été dessinées par la chaîne de publication Bindery ; elles "
    "ne reproduisent aucune autre couverture.",
    "logo-note": "Les signes encadrés tiennent la place des logos officiels, à fournir par leurs propriétaires.",
    # What is in the kit.
    "item-press-release.pdf": "communiqué de presse en {language}, PDF accessible",
    "item-press-release.html": "le même communiqué, en HTML, à copier",
    "item-fact-sheet.pdf": "fiche du volume en {language}, une page, PDF accessible",
    "item-excerpt.pdf": "extrait de l'édition en {language}, pages réelles, PDF accessible",
    "item-boilerplates.txt": "textes de présentation en {language} : le volume, la collection, l'éditeur, les soutiens",
    "item-covers": "couvertures à plat, PNG",
    "item-mockups": "images du livre, PNG, sur fond blanc et sur fond transparent",
    "item-logos": "logos de l'éditeur et des soutiens, SVG, et leurs règles dans README.txt",
    "item-manifest.json": "liste des fichiers : taille, empreinte SHA-256, texte de remplacement, légende et crédit",
    # Slots.
    "contact-slot": "nom, téléphone, courriel",
    "download-slot": "adresse du site",
    "quotation-slot": "citation, approuvée par la personne citée",
    # Pictures.
    "cover-alt": "Couverture de l'édition en {language} : le titre « {title} » sur un panneau clair, au-dessus d'un "
    "territoire vu du ciel, fait de parcelles et de liens ; en bas, le grand chiffre {number}.",
    "cover-caption": "Couverture de « {title} », {collection}, volume {number}, édition en {language}.",
    "scene-hero": "Image de synthèse : le livre debout, vu de trois quarts",
    "scene": "Image de synthèse du livre",
    "background-white": "sur fond blanc",
    "background-transparent": "sur fond transparent",
    "mockup-alt": "{scene}, {background}. {cover}",
    "mockup-caption": "{scene} : « {title} », {collection}, volume {number}, édition en {language}.",
    "picture-credit": "{collection}, volume {number} ; dessin et image : chaîne de publication Bindery",
    "logo-alt": "Logo : {}",
    "logo-placeholder": "Emplacement du logo : {} (à fournir)",
}

ENGLISH: Mapping[str, str] = {
    "press-release": "Press release",
    "fact-sheet": "Fact sheet",
    "excerpt": "Excerpt",
    "boilerplates": "Boilerplates",
    # When it may be told.
    "embargo-until": "Under embargo until {}",
    "at-hour": "{date} at {hour}:{minute:02} ({zone})",
    "immediate": "For immediate release",
    "hour": "hour",
    "stand": "stand",
    # Facts.
    "language": "Language",
    "title": "Title",
    "subtitle": "Subtitle",
    "collection": "Collection",
    "volume-of": "{title}, volume {number} of {count}",
    "publisher": "Publisher",
    "text-by": "Text",
    "published-text-by": "Author of the volume published in {year} ({publisher})",
    "other-text": "{} (another text than this one)",
    "languages": "Languages",
    "extent": "{language}, {extent} pages",
    "format": "Format",
    "format-value": "{width} × {height} mm; print, accessible PDF, EPUB",
    "price": "Price",
    "publication": "Publication",
    "launch": "Launch",
    "isbn": "ISBN",
    "isbn-print": "print",
    "isbn-screen": "PDF",
    "isbn-epub": "EPUB",
    "legal-deposit": "Legal deposit",
    "download": "Download",
    "contact": "Press contact",
    "rights": "Rights",
    "about": "About {}",
    "inside": "What is inside",
    "in-brief": "The volume in brief",
    "editors-note": "Note to editors",
    "cover-note": "The cover and the pictures of the book were drawn by the Bindery publishing pipeline; they "
    "reproduce no other cover.",
    "logo-note": "The framed signs hold the place of the official logos, to be supplied by their owners.",
    # What is in the kit.
    "item-press-release.pdf": "press release in {language}, accessible PDF",
    "item-press-release.html": "the same release, in HTML, to copy from",
    "item-fact-sheet.pdf": "fact sheet in {language}, one page, accessible PDF",
    "item-excerpt.pdf": "excerpt of the edition in {language}, real pages, accessible PDF",
    "item-boilerplates.txt": "boilerplates in {language}: the volume, the collection, the publisher, the supporters",
    "item-covers": "flat covers, PNG",
    "item-mockups": "pictures of the book, PNG, on white and on a transparent ground",
    "item-logos": "logos of the publisher and the supporters, SVG, with their rules in README.txt",
    "item-manifest.json": "list of the files: size, SHA-256, alternative text, caption and credit",
    # Slots.
    "contact-slot": "name, telephone, email",
    "download-slot": "address of the site",
    "quotation-slot": "quotation, approved by the person quoted",
    # Pictures.
    "cover-alt": 'Cover of the edition in {language}: the title "{title}" on a light panel, above a territory seen '
    "from the sky, made of parcels and links; at the foot, the large figure {number}.",
    "cover-caption": 'Cover of "{title}", {collection}, volume {number}, edition in {language}.',
    "scene-hero": "Computer-made picture: the book standing, seen three-quarter",
    "scene": "Computer-made picture of the book",
    "background-white": "on white",
    "background-transparent": "on a transparent ground",
    "mockup-alt": "{scene}, {background}. {cover}",
    "mockup-caption": '{scene}: "{title}", {collection}, volume {number}, edition in {language}.',
    "picture-credit": "{collection}, volume {number}; drawing and picture: the Bindery publishing pipeline",
    "logo-alt": "Logo: {}",
    "logo-placeholder": "Place of the logo: {} (to be supplied)",
}

WORDS: Mapping[str, Mapping[str, str]] = {"fr": FRENCH, "en": ENGLISH}
