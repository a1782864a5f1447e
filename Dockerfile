# One image, for the web process, the follower and the commands.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=cms.settings.production
WORKDIR /srv/topichub

COPY requirements/topichub.lock requirements/
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements/topichub.lock

COPY . .
# The key signs nothing here: collecting static files only needs settings that load. The files stay in the image; what is
# written at run time, pictures and an embedded index, goes to volumes.
RUN TOPICHUB_SECRET_KEY=unused TOPICHUB_HOSTS=localhost python manage.py collectstatic --noinput --verbosity 0 \
    && useradd --system topichub && mkdir -p var/media var/search && chown topichub var/media var/search
USER topichub

EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", \
     "--no-ws", "cms.wsgi:application"]
