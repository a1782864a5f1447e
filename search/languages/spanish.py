"""Spanish."""

from .language import Language

SPANISH = Language(
    code="es",
    stop=(
        "a al como con de del el ella ellas ellos en era es esa ese eso esta este esto están fue ha han la las le les lo "
        "los más me mi muy no nos o para pero por que se si son su sus un una unas uno unos y ya"
    ),
    questions=(
        "adónde algo alguien alguna algunas alguno algunos antes aunque ayuda ayudan ayudar causa causan causas contra "
        "cuál cuáles cuando cuándo cuánta cuántas cuánto cuántos da dan dar debe deben deber debo desde después donde "
        "dónde durante entre eres estar estoy favor gracias hace hacen hacer haces hacia hago hasta hay hecho ir mía mío mis mucha "
        "muchas mucho muchos nosotros nuestra nuestro nunca otra otras otro otros podría poder porque porqué puede pueden "
        "puedes puedo qué querer quién quiénes quiere quiero quita quitar saber sabe según sentir ser siempre siente siento "
        "significa sirve sobre somos soy también tener tengo tenía tiene tienen tienes toda todas todo todos tu tus usted "
        "ustedes va van voy yo"
    ),
    endings=(
        (r"(?<=.{3})(?:as|es|os|[aeos])$", ""),
        (r"(?<=.{4})(?:acion|ad|an|and|ar|atori|en|er|i|ic|id|iend|ir)$", ""),
        (r"(?<=[aeiou])c$", "z"),  # raíces, raíz
    ),
)
