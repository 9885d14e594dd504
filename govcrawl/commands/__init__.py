"""The scrapy commands of this project, one a file.

Scrapy imports them all, whichever is given: what only one of them needs is imported where it runs.
"""
