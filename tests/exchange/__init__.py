"""Tests of cms.exchange."""
