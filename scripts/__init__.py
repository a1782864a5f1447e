"""What a newcomer's machine needs: the environment, the services for tests, the demo. Run as `python -m scripts.NAME`."""
