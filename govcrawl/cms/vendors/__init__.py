"""One CMS a file: how its pages are told apart, and what only it prints."""
