"""What machines read of a page: schema.org data, and the address that stands for it."""

import json
from typing import Any

from cms.published.schema.base import Image, Person, Reference
from cms.published.schema.documents import ArticleDocument, Document, HomeDocument, TopicDocument

_CODE_SYSTEMS = {"mesh": "MeSH", "icd11": "ICD-11", "snomed": "SNOMED CT"}
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_ld(document: Document, origin: str, search_path: str) -> str:
    """A data block's text: JSON in which no character can end the script element. Addresses become absolute."""
    data = {"@context": "https://schema.org", **_page(document, origin)}
    if isinstance(document, HomeDocument):
        data["potentialAction"] = {
            "@type": "SearchAction",
            "target": f"{origin}{search_path}?q={{query}}",
            "query-input": "required name=query",
        }
    return json.dumps(_without_empty(data), ensure_ascii=False).translate(_ESCAPES)


def absolute(address: str, origin: str) -> str:
    return origin + address if address.startswith("/") else address


def _page(document: Document, origin: str) -> dict[str, Any]:
    url = absolute(document.path, origin)
    steps = [*((step.title, absolute(step.path, origin)) for step in document.breadcrumbs), (document.title, url)]
    page: dict[str, Any] = {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": document.title,
        "description": document.seo_description,
        "inLanguage": document.locale,
        "breadcrumb": {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": title, "item": address}
                for place, (title, address) in enumerate(steps, 1)
            ],
        },
    }
    match document:
        case HomeDocument():
            page["@type"] = "WebSite"
            del page["breadcrumb"]
        case TopicDocument():
            page |= _medical(document, origin) | {"about": _about(document)}
        case ArticleDocument():
            page |= _medical(document, origin) | {
                "author": [_person(person) for person in document.authors],
                "datePublished": document.published,
                "dateModified": document.updated,
                "about": [{"@type": "MedicalEntity", "name": topic.title} for topic in document.topics],
            }
        case _:
            page["@type"] = "CollectionPage"
    return page


def _medical(document: TopicDocument | ArticleDocument, origin: str) -> dict[str, Any]:
    return {
        "@type": "MedicalWebPage",
        "lastReviewed": document.last_reviewed,
        "reviewedBy": [_person(person) for person in document.reviewers],
        "citation": [_citation(reference) for reference in document.references],
        "primaryImageOfPage": _image(document.image, origin),
    }


def _about(document: TopicDocument) -> dict[str, Any]:
    return {
        "@type": "MedicalEntity",
        "name": document.title,
        "alternateName": document.other_names,
        "description": document.definition,
        "code": [
            {"@type": "MedicalCode", "codeValue": code.code, "codingSystem": _CODE_SYSTEMS[code.system]}
            for code in document.codes
        ],
    }


def _person(person: Person) -> dict[str, str]:
    return {
        "@type": "Person",
        "name": person.name,
        "honorificSuffix": person.credentials,
        "jobTitle": person.job_title,
    }


def _citation(reference: Reference) -> dict[str, Any]:
    return {"@type": "CreativeWork", "name": reference.citation, "url": reference.url}


def _image(image: Image | None, origin: str) -> dict[str, Any] | None:
    if image is None:
        return None
    return {
        "@type": "ImageObject",
        "url": absolute(image.src, origin),
        "width": image.width,
        "height": image.height,
        "caption": image.alt,
    }


def _without_empty(value: Any) -> Any:
    """Leave out what is not known: an empty name or date would be a statement."""
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item not in (None, "", [])}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
