"""One job on several processes or machines, with Dask distributed: whole sites as tasks, one host in one task."""
