"""MongoDB, and nowhere else: the store and a mongod of our own."""
