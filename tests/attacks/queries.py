"""What nobody types by accident: queries that have broken search engines, parsers and Unicode tables."""

from urllib.parse import quote

ASKED_AT_MOST = 1_000
"""Characters of a query that search takes; longer ones are refused."""

_HEX = "0123456789abcdef"


def _misspelt(count: int) -> str:
    """Tell so many words apart, none of which any page has, all with the first letter of many that pages have."""
    return " ".join(f"p{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(count))


_TEXTS = {
    "Lucene syntax": 'title:asthma AND (text:* OR _exists_:title) NOT -x +y "a b"~9 [* TO *] {a TO z} ^99 \\ / && || !',
    "unbalanced syntax": '((((([[[[{{{{""""asthma^^^~~~~:::***???\\\\\\',
    "the syntax of a query in JSON": '{"query":{"script_score":{"script":{"source":"while(true){}"}}}}',
    "a regular expression": "/(a+)+$/ /.*.*.*=.*/ [a-z]{1000}",
    "a regular expression that takes for ever": "a" * 60 + "!",
    "wildcards": "* ** *a* ?sthm? a*t*h*m*a* *:*",
    "300 fuzzy words": " ".join(f"{word}~2" for word in _misspelt(300).split()),
    "240 words that no page has": _misspelt(240),
    "a fuzzy word of any length": "p" + "qz" * 499,
    "long words that no page has": " ".join("p" + _HEX[number % 16] * 50 for number in range(19)),
    "the same word over and over": "asthma " * 142,
    "words joined together": "asthmapainasthmapain" * 50,
    "500 words of one letter": "a b " * 250,
    "names of things, one after another": "high blood pressure heart attack " * 30,
    "bidirectional overrides": "\u202egnorw\u202c \u2066asthma\u2069 \u200f\u061c\u2067",
    "invisible characters": "as\u200bth\u00adma\ufeff\u2060\u200d\u180e",
    "marks heaped on one letter": "a" + "\u0301\u0489\u20dd" * 330,
    "one character that becomes eighteen": "\ufdfa" * 1_000,
    "letters that become two": "\u0130\u00df\ufb03\u1e9e" * 250,
    "mathematical letters": "\U0001d5ee\U0001d600\U0001d601" * 300,
    "emoji in families": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 " * 120,
    "Chinese without a space": "\u54ee\u5598\u75c5" * 333,
    "Thai, Tibetan and Korean": "\u0e42\u0e23\u0e04\u0f56\u0f7c\u0f51\ud55c\uad6d" * 90,
    "noncharacters": "\ufffe\uffff\U0010ffff\ue000\ufdd0",
    "control characters": "".join(map(chr, range(1, 32))) + "\x7f\x85\u2028\u2029",
    "apostrophes": "a'" * 500,
    "nothing but apostrophes": "'\u2019\u02bc`" * 250,
    "nothing but spaces": " \u00a0\u3000\u2003" * 250,
    "nothing but question words": "what is the " * 80,
    "SQL": "'; DROP TABLE wagtailcore_page; -- ' OR 1=1 UNION SELECT password FROM auth_user",
    "a template": "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {% debug %} %s %n %(x)s {0.__class__}",
    "a path": "../../../../etc/passwd file:///etc/passwd \\\\host\\share",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "names that mean something to a program": "__proto__ constructor NaN Infinity null undefined None true -0",
    "numbers": "9" * 999,
    "a separator of the index's own": "en:asthma en\x1fasthma \x1f\x1e",
}
BEGINNINGS = {name: quote(text[:200], safe="") for name, text in _TEXTS.items()}
"""As much of each as suggestions take."""

TEXTS = {name: quote(text, safe="") for name, text in _TEXTS.items()}
"""By what they are, in the form of an address. Some are too long to be asked, which is to be said."""

ENCODINGS = {
    "NUL": "a%00b",
    "a lone high surrogate": "%ED%A0%80",
    "a lone low surrogate": "%ED%BF%BF",
    "surrogates in the wrong order": "%ED%B0%80%ED%A0%80",
    "a slash in two bytes": "%C0%AF",
    "bytes of no character": "%FF%FE%80%F8",
    "a character cut in the middle": "%E2%82",
    "percent signs that mean nothing": "%%%zz%1%u0061",
    "encoded twice": "%2500%252e%252e%253Cscript%253E",
    "line ends": "a%0D%0ASet-Cookie:%20x=1%0D%0A%0D%0A",
}
"""What is no text, or hardly."""

QUERIES = {**TEXTS, **ENCODINGS}
NUMBERS = (
    "10000000000000000000",
    "1000000000",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "-1",
    "0",
    "-0",
    "1e9",
    "0x10",
    "1_000",
    "%2B5",
    "%205",
    "5.0",
    "NaN",
    "Infinity",
    "%D9%A3",
    "9" * 5_000,
    "",
    "%00",
    "null",
    "[]",
)
