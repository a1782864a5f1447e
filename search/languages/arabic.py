"""Arabic. Articles and endings come off as Larkey, Ballesteros and Connell found best (light10; Light Stemming for Arabic
Information Retrieval, 2007). Plurals that change within the word (“مرض”, “أمراض”) stay apart.
"""

from .language import Language

ARABIC = Language(
    code="ar",
    stop="في من على إلى عن مع أن إن أو و ثم قد هذا هذه ذلك تلك التي الذي الذين هو هي هم كان كانت يكون تكون لا لم لن ما",
    questions=(
        "هل ماذا لماذا متى أين كيف كم أي أنا أنت نحن لي لدي عندي عند بعد قبل بين كل بعض يمكن يمكنني أستطيع يجب ينبغي أريد "
        "أعرف أفعل يفعل تفعل فعل يساعد تساعد مساعدة سبب أسباب يسبب تسبب يعني تعني معنى هناك هنا كثير جدا أيضا فقط شكرا نعم "
        "عندما لأن إذا كما مثل حول ضد منذ حتى خلال بسبب ماهو ماهي"
    ),
    # Folding has taken off vowel points and what stands on an alef. Tatweel only stretches; the rest are typed alike.
    spellings=(
        ("ـ", ""),
        ("[ىی]", "ي"),
        ("ة", "ه"),
        ("ک", "ك"),
    ),
    endings=(
        ("(?<=.{3})ا$", ""),  # of the accusative, “ألمًا”
        # A second article is one only before three letters, for “ألم” and “التهاب” begin like it.
        (r"^و?(?:[بكف]?ال|لل)(?:ال(?=.{3}))?(?=[^ا].|.{3})|^و(?=.{3})", ""),
        (r"(?<=.{3})(?:ها|هم|ات|ان|ون|ين|يه|ه|ي)$", ""),
        (r"(?<=.{3})(?:ات|ان|ون|ين|يه|ه|ي)$", ""),
    ),
)
