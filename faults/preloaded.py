"""What the process that others are forked from has read: Django, the project, and what search reads once.

A process of its own that read all of it again would be five seconds of a processor's work, thirty times over.
"""

import django

django.setup()

from search import answers  # noqa: E402  settings first

answers.prepare()
