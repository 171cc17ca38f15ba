"""JSON-LD for a story: https://schema.org/NewsArticle and BreadcrumbList, as Google's Article guide wants them."""

import json

from django.conf import settings
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime

from articles.models.edition import Change
from articles.models.story import Kind, Role

TYPES = {
    Kind.ANALYSIS: "AnalysisNewsArticle",
    Kind.OPINION: "OpinionNewsArticle",
    Kind.REVIEW: "ReviewNewsArticle",
    Kind.SPONSORED: "AdvertiserContentArticle",
}
PICTURES = ("square480", "four960", "card960")  # 1:1, 4:3 and 16:9


def structured_data(edition, bylines, site):
    """The two objects of an Edition as JSON that can stand inside a script element."""
    graph = {
        "@context": "https://schema.org",
        "@graph": [_article(edition, bylines, site), _breadcrumbs(edition, site)],
    }
    text = json.dumps(graph, ensure_ascii=False)
    # The same three characters that Django's json_script escapes: nothing in a headline can end the element.
    text = text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
    return mark_safe(text)  # noqa: S308


def absolute(address):
    """An address of this site with its scheme and host."""
    return address if address.startswith(("https://", "http://")) else settings.SITE_URL + address


def _article(edition, bylines, site):
    data = {
        "@type": TYPES.get(edition.kind, "NewsArticle"),
        "@id": absolute(edition.get_absolute_url()),
        "mainEntityOfPage": edition.source_url or absolute(edition.get_absolute_url()),
        "headline": edition.headline,
        "description": edition.dek or edition.excerpt,
        "datePublished": localtime(edition.published_at).isoformat(),
        "dateModified": localtime(edition.updated_at or edition.published_at).isoformat(),
        "author": [_person(line.author) for line in bylines if line.role in (Role.WORDS, Role.ORIGINAL)],
        "publisher": _publisher(site),
        "articleSection": edition.section.name,
        "keywords": [tag.name for tag in edition.tags.all()],
        "wordCount": edition.words,
        "isAccessibleForFree": True,
    }
    if edition.hero:
        data["image"] = [_picture(edition.hero.rendition(name)) for name in PICTURES]
    if editors := [_person(line.author) for line in bylines if line.role == Role.EDITING]:
        data["editor"] = editors
    if edition.source_url:
        data["isBasedOn"] = edition.source_url
    notes = [line for line in edition.corrections if line["change"] == Change.CORRECTION]
    if notes:
        data["correction"] = [
            {"@type": "CorrectionComment", "text": line["note"], "datePublished": line["at"]} for line in notes
        ]
    return data


def _person(author):
    return {"@type": "Person", "name": author.name, "url": absolute(author.get_absolute_url())}


def _picture(rendition):
    return {
        "@type": "ImageObject",
        "url": absolute(rendition["url"]),
        "width": rendition["width"],
        "height": rendition["height"],
    }


def _publisher(site):
    data = {"@type": "NewsMediaOrganization", "name": site.name, "url": absolute("/")}
    if site.logo:
        data["logo"] = {"@type": "ImageObject", "url": absolute(site.logo.url)}
    return data


def _breadcrumbs(edition, site):
    trail = [(site.name, "/"), (edition.section.name, edition.section.get_absolute_url())]
    trail.append((edition.headline, edition.get_absolute_url()))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(address)}
            for place, (name, address) in enumerate(trail, 1)
        ],
    }
