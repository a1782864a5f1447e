"""French."""

from .language import Language

FRENCH = Language(
    code="fr",
    stop=(
        "à au aux avec ce ces cet cette dans de des du elle elles en est et eux il ils je la le les leur leurs lui mais me "
        "ne nous on ou par pas pour que qui sa se ses si son sont sur te tes tu un une votre vos vous y"
    ),
    questions=(
        "ai aide aident aider aller alors après arrive as aujourd'hui aussi avait avant avez avoir avons bien car cause "
        "causent causes ceci cela celle celui ceux chez combien comme comment contre ça depuis devez devoir dire dois "
        "doit donc donne donner encore entre es êtes être était étaient eu faire fais fait faites faut font jamais "
        "lorsque ma merci mes moi mon ni non nos notre ont où oui parce pendant peut peuvent peux plus pourquoi pourrait "
        "pouvez pouvoir prendre prends puis quand quel quelle quelles quelqu'un quelque quelques quels quoi sais sait savoir sera "
        "serait signifie sommes souvent suis ta ton toujours tous tout toute toutes très trop va vais vers veut veux "
        "vouloir vraiment"
    ),
    # The article of “l'arthrite” is no part of the word.
    spellings=((r"^(?:(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)')+", ""),),
    endings=(
        (r"(?<=[^e]a)ux$", "l"),
        (r"(?<=.{2}eu)(?:x|ses?)$|(?<=.{3})[sx]$", ""),
        (r"(?<=.{3})e+$", ""),
        (r"(?<=.{4})(?:air|ant|ateur|atif|ation|ativ|atoir|atric|ement|er|ez)$|(?<=.{3})(?:iqu|i)$", ""),
        (r"(?<=i)v$", "f"),
        (r"([bcdfglmnprst])(?=\1$)", ""),
    ),
)
