"""The log and its index under any order of what editors, followers and crashes do. See tests/search/test_machine.py."""
