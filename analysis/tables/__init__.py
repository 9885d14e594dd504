"""One sheet a file: frames in, a table out; a table never computes a rate."""
