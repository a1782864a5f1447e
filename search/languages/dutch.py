"""Dutch. Compounds stay whole, as in German."""

from .language import Language

DUTCH = Language(
    code="nl",
    stop=(
        "aan al als bij dat de deze die dit door dus een en er geen het in is maar met naar niet of om ook op over te tot "
        "uit van voor want was waren wordt worden ze zich zij zijn"
    ),
    questions=(
        "alle alles alstublieft altijd ander andere anderen bedankt ben bent betekenen betekent daar dan dank doe doen doet echt "
        "erg gaan gaat gedaan geef geeft geven gewoon had heb hebben hebt heeft heel helpen helpt hem hier hij hoe "
        "hoeveel hulp hun iemand iets ik ja je jij jou jouw kan komen komt kon krijg krijgen krijgt kun kunnen kunt maak "
        "maakt maken mag me meer meest mij mijn moet moeten na nee nog nooit nu ons onze oorzaak oorzaken sinds tegen "
        "tijdens toen tussen u uw vaak veel voelt waar waardoor waarmee waarom waarvoor wanneer wat we weet wegens wel "
        "welk welke weten wie wij wil willen zal zeer zou zouden zullen"
    ),
    endings=(
        (
            (
                r"(?<=.{3})heden$|(?<=.{2}[^aeiouy])eren$|(?<=.[^aeiou])en$|(?<=.{2}i)een$|(?<=.{3}i)en$|(?<=.{3})e$|"
                r"(?<=.{2}[aeo])s$|(?<=.{2}e[lmnr])s$"
            ),
            "",
        ),
        (r"(?<=.{3})e$|(?<=.{2}[^aeiou])en$", ""),
        (r"(?<=.{4})ing$|(?<=.{3})heid$|(?<=.{4}[^aeiou])[dt]$", ""),
        (r"([aeou])(?=\1[^aeiouy]$)", ""),  # maag, magen
        (r"([bdfgklmnprst])(?=\1$)", ""),  # pil, pillen
        (r"v$", "f"),
        (r"z$", "s"),
    ),
)
