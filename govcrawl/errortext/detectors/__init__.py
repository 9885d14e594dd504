"""One detector a file; the listing of this folder is the list of detectors."""
