"""Scrapy extensions: progress and closing conditions."""
