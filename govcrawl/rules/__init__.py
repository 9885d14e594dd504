"""Rules judge dossiers under a profile: no I/O, no clock, no frame."""
