"""What every search engine must do. Each engine's test file subclasses this with a fixture `engine`: a real one."""

from .applying import Applying
from .completing import Completing
from .explaining import Explaining
from .facets import Facets
from .finding import Finding
from .generations import Generations
from .highlights import Highlights
from .keeping import Keeping
from .languages import Languages
from .liking import Liking
from .looking_up import LookingUp
from .tending import Tending


class EngineContract(
    Generations,
    Applying,
    Finding,
    Facets,
    Highlights,
    Explaining,
    LookingUp,
    Completing,
    Keeping,
    Languages,
    Liking,
    Tending,
):
    pass
