"""What imports made: so that importing a file again changes only what changed in it."""

from django.db import models


class ImportedObject(models.Model):
    """An external id and the object that stands for it.

    The object is named by its key alone, not by a foreign key: when an editor deletes it, the row stays and the next
    import makes the object anew.
    """

    type = models.CharField(max_length=20)
    external_id = models.CharField(max_length=200)
    object_id = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64, blank=True)

    # The row only repeats what a line said; nothing in the admin is about it.
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["type", "external_id"], name="exchange_one_object_an_id")]

    def __str__(self) -> str:
        return f"{self.type}:{self.external_id}"
