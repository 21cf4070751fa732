"""Filters and tags for every template: numbers, dates, links that keep the date."""

from __future__ import annotations

from django import template

register = template.Library()
