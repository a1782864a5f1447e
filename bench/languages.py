"""How well the forms of a word find each other in each language, and how alike both engines take English apart.

    python -m bench.languages

Words are common ones from texts about health, chosen before the rules were looked at; a pair counts where both have one
term. Pairs of different words that look alike count where they have two. With ELASTICSEARCH_URL set, and an index of the
environment's ELASTICSEARCH_PREFIX, the English words of its titles are analysed by both engines.
"""

import os
import sys
from collections.abc import Iterator
from itertools import combinations

FORMS = {
    "de": "Krankheit Krankheiten|Arzt Ärzte|Herz Herzen|Entzündung Entzündungen|Medikament Medikamente|Nerv Nerven|"
    "chronisch chronische chronischen|Niere Nieren|Kind Kinder Kindern|Gelenk Gelenke Gelenken|Übung Übungen|"
    "Fuß Füße|Knochen Knochens|heilen heilt|Wunde Wunden|Zahn Zähne|Hals Halses|Impfung Impfungen|Allergie Allergien|"
    "Schlafstörung Schlafstörungen|Blutdruck Blutdrucks|atmen atmet|Tablette Tabletten|schwanger schwangere|Auge Augen",
    "fr": "maladie maladies|médecin médecins|cœur cœurs|inflammation inflammations|médicament médicaments|nerf nerfs|"
    "chronique chroniques|rein reins|enfant enfants|articulation articulations articulaire|exercice exercices|pied pieds|"
    "os|guérir guérit|blessure blessures|dent dents|gorge gorges|vaccin vaccins vaccination|allergie allergies|"
    "trouble troubles|artériel artérielle artériels|respirer respiration|comprimé comprimés|enceinte enceintes|œil yeux",
    "es": "enfermedad enfermedades|médico médicos médica|corazón corazones|inflamación inflamaciones|medicamento medicamentos|"
    "nervio nervios|crónico crónica crónicos|riñón riñones|niño niños niña|articulación articulaciones|ejercicio ejercicios|"
    "pie pies|hueso huesos|curar cura|herida heridas|diente dientes|garganta gargantas|vacuna vacunas vacunación|"
    "alergia alergias alérgico|trastorno trastornos|arterial arteriales|respirar respiración|pastilla pastillas|"
    "embarazada embarazadas|ojo ojos",
    "nl": "ziekte ziekten ziektes|arts artsen|hart harten|ontsteking ontstekingen|medicijn medicijnen|zenuw zenuwen|"
    "chronisch chronische|nier nieren|kind kinderen|gewricht gewrichten|oefening oefeningen|voet voeten|bot botten|"
    "genezen geneest|wond wonden|tand tanden|keel kelen|vaccinatie vaccinaties|allergie allergieën|stoornis stoornissen|"
    "bloeddruk|ademen ademt|tablet tabletten|zwanger zwangere|oog ogen",
    "ar": "مرض المرض|طبيب الطبيب|قلب القلب|التهاب التهابات|دواء الدواء|عصب العصب|مزمن مزمنة المزمن|كلية الكلية|طفل الطفل|"
    "مفصل المفصل|تمرين تمارين|قدم القدم|عظم العظم|علاج العلاج|جرح الجرح|سن السن|حلق الحلق|لقاح لقاحات|حساسية الحساسية|"
    "اضطراب اضطرابات|ضغط الضغط|تنفس التنفس|قرص أقراص|حامل الحامل|عين العين",
}
APART = {
    "de": "Leber Leben|Haut Haus|Magen Mann|Hand Hund|Blut Blume|Niere Niesen|Lunge lang|Herz Herd",
    "fr": "foie fois|peau peu|sang sans|main maintien|rein reine|os ours|vue vie|sein saint",
    "es": "piel pie|mano manía|sangre sano|vena venda|boca bocio|hueso hueco|cura curso|uña uno",
    "nl": "lever leven|huid huis|maag maand|hand hond|bloed bloem|nier niezen|long lang|hart hard",
    "ar": "قلب كلب|عين علم|دم دواء|كبد كلية|رئة رأس|جلد جرح|عظم عصب|معدة مرض",
}


def main() -> None:
    from search.languages import language_of  # noqa: PLC0415  after the environment is known

    print(f"{'':>9}{'pairs that find each other':>28}{'pairs that stay apart':>24}")
    for locale, forms in FORMS.items():
        language = language_of(locale)

        def term(word: str, language=language) -> str:  # noqa: ANN001  bound as it is now
            return language.terms(language.words(word))

        alike = [pair for some in forms.split("|") for pair in combinations(some.split(), 2)]
        apart = [tuple(some.split()) for some in APART[locale].split("|")]
        missed = [pair for pair in alike if term(pair[0]) != term(pair[1])]
        mixed = [pair for pair in apart if term(pair[0]) == term(pair[1])]
        print(f"{locale:>9}{len(alike) - len(missed):>20} of {len(alike)}{len(apart) - len(mixed):>19} of {len(apart)}")
        for pair in (*missed, *mixed):
            print(f"{'':>12}{' – '.join(pair)}", file=sys.stderr)
    if os.environ.get("ELASTICSEARCH_URL"):
        _english()


def _english() -> None:
    import django  # noqa: PLC0415  settings first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    from elasticsearch import Elasticsearch  # noqa: PLC0415
    from wagtail.models import Page  # noqa: PLC0415

    from search.engines.embedded.analysis import terms  # noqa: PLC0415
    from search.languages import ENGLISH  # noqa: PLC0415

    words = sorted(
        {word for title in Page.objects.live().values_list("title", flat=True) for word in ENGLISH.words(title)}
    )
    client = Elasticsearch(os.environ["ELASTICSEARCH_URL"])
    index = f"{os.environ.get('ELASTICSEARCH_PREFIX', 'topichub')}-active"
    here = {term for word in words for _, term in terms(word, ENGLISH)}
    there = set()
    for some in batched(words, 1_000):
        there |= {told["token"] for told in client.indices.analyze(index=index, field="title", text=some)["tokens"]}
    print(f"\nEnglish: of {len(here):,} terms of titles, {len(here ^ there)} are other ones in Elasticsearch.")


def batched(words: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(words), size):
        yield words[start : start + size]


if __name__ == "__main__":
    main()
