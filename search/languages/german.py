"""German. Compounds stay whole: “Rückenschmerzen” is not found by “Schmerzen”."""

from .language import Language

GERMAN = Language(
    code="de",
    stop=(
        "aber als am an auf aus bei beim bis da dass dem den denn der des die das doch durch ein eine einem einen einer "
        "eines er es für ich ihm ihn ihr im in ins ist mit nicht noch nur ob oder sich sie sind so um und vom von war "
        "waren wenn werden wie wir wird zu zum zur"
    ),
    questions=(
        "alle alles also auch bedeuten bedeutet bekomme bekommen bekommt bin bist bitte dafür dagegen damit danke dann daran "
        "darf darüber davon dein deine deinem deinen deiner dich dir du dürfen einfach etwas euch euer fühlt geben gegen "
        "gehen geht gemacht gibt habe haben hast hat hatte heißt helfe helfen hilfe hilft ihnen ihre ihrem ihren ihrer "
        "immer ja jemand jetzt kann kannst komme kommen kommt können könnte könnten lassen lässt mache machen macht mag "
        "man mehr mein meine meinem meinen meiner meines mich mir möchte möchten muss müssen nach nein oft schon sehr "
        "sei sein seine seinem seinen seiner seit soll sollen sollte sollten tue tun tut über uns unser unsere unseren "
        "unter ursache ursachen viel viele vor während wann warum was wegen weil weiß welche welchem welchen welcher "
        "welches wem wen wer weshalb wessen wieso will wirklich wissen wo woher wohin wollen würde würden zwischen"
    ),
    # “Oedem” for “Ödem”. An e behind u that ends a word or its plural is one of its own, as in “Statuen”.
    spellings=(
        (r"(?<=[ao])e+", ""),
        (r"(?<=(?<![aeiouqy])u)e+(?!n?s?$)", ""),
    ),
    endings=(
        # A longer rest for “-er” than for “-en”: “Leber” is not “Leben”. “-em” of adjectives, not of “System”.
        (
            (
                r"(?<=.{4})(?:ern|er)$|(?<=.{3})(?:en|es|e)$|(?<=el)n$|(?<=er)n$|(?<=.{3}[bdfghklmnrt])s$|"
                r"(?<=(?:al|ch|en|er|et|ig|iv|ll|nd|nt|rk|rt|ut))em$"
            ),
            "",
        ),
        (r"(?<=.{4})(?:er|est)$|(?<=.{3})en$|(?<=.{3}[bdfghklmnt])st$", ""),
        (r"(?<=ni)s(?=s$)|(?<=i)n(?=n$)", ""),
        (r"(?<=.{4})ung$|(?<=.{4}[^aeiou])e?t$", ""),
        (r"(?<=.{3})e(?=l$)", ""),  # behandelt, Behandlung
    ),
)
