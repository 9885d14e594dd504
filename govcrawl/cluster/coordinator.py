"""Gives the parts of a job to the workers of a cluster and keeps the table of what is done, which is the run itself.

The facts that close a target (TargetVisited) are that table: whoever dies, the same command goes on behind them.
"""

import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import govcrawl
from govcrawl.cluster.parts import parts_of
from govcrawl.cluster.task import Ended, Task, crawl_part, packed
from govcrawl.errors import GovcrawlError
from govcrawl.inspection import Inspection
from govcrawl.model.target import Target
from govcrawl.store.mongo import Store

RETRIES = 2  # of a part that failed; one whose worker died is given to another worker anyway
CONNECT_SECONDS = 15
TLS_FILES = ("ca.pem", "cert.pem", "key.pem")
_NOT_SHIPPED = ("GOVCRAWL_PROGRESS_FD", "GOVCRAWL_LOG_FILE", "GOVCRAWL_STATE_DIR", "GOVCRAWL_CHROMIUM")

Tell = Callable[[dict[str, Any]], None]


class ClusterError(GovcrawlError):
    """The cluster cannot be used, or went away: the text says what to do."""


@contextmanager
def open_cluster(workers: int = 0, address: str = "", tls: str = "") -> Iterator[Any]:
    """Yield a Dask client: of `workers` processes on this machine, or of the scheduler at `address`.

    `tls` is a folder with ca.pem, cert.pem and key.pem. Raises ClusterError.
    """
    import dask
    from distributed import Client, LocalCluster
    from distributed.comm import CommClosedError

    dask.config.set({"logging.distributed": "error", "distributed.admin.tick.limit": "1h"})
    logging.getLogger("distributed").setLevel(logging.ERROR)
    if workers:
        with (
            LocalCluster(
                n_workers=workers,
                threads_per_worker=1,  # a task is a crawl: it fills a core by itself
                memory_limit=0,  # of the crawls, which are not the workers
                dashboard_address=None,
                security=True,  # keys of its own: whoever is on this machine beside us starts nothing in our name
                silence_logs=logging.ERROR,
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client
        return
    security = _security(address, tls)
    try:
        client = Client(address, timeout=CONNECT_SECONDS, security=security)
    except CommClosedError as error:
        raise ClusterError(
            f"--on {address}: what listens there closed the connection; a scheduler over TLS is written "
            "tls://HOST:PORT and wants --tls with files of its own CA (deploy/certificates.sh), see also whether the "
            "port is that of a scheduler"
        ) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise ClusterError(
            f"--on {address}: no scheduler answers there ({type(error).__name__}); start `python -m dask scheduler` "
            "and `python -m dask worker --nthreads 1` in the folder of the program, see docs/scale.md"
        ) from error
    with client:
        yield client


def _security(address: str, tls: str) -> Any:
    """Return what Dask wants of the files of `tls`, None without TLS. Raises ClusterError."""
    from distributed.security import Security

    over_tls = address.startswith("tls://")
    if over_tls != bool(tls):
        raise ClusterError(
            f"--on {address}: TLS wants a tls:// address and --tls with a folder of {', '.join(TLS_FILES)} both"
        )
    if not tls:
        return None
    ca, cert, key = (Path(tls) / name for name in TLS_FILES)
    if missing := [str(path) for path in (ca, cert, key) if not path.is_file()]:
        raise ClusterError(f"--tls: {missing[0]} is not there; the folder holds {', '.join(TLS_FILES)}")
    security = Security(
        tls_ca_file=str(ca), tls_client_cert=str(cert), tls_client_key=str(key), require_encryption=True
    )
    try:
        security.get_connection_args("client")
    except OSError as error:  # ssl.SSLError is one
        raise ClusterError(f"--tls: {tls}: {error}; make the files anew with deploy/certificates.sh") from error
    return security


@dataclass(frozen=True, slots=True)
class Coordinator:
    """One inspection on a cluster: `size` targets at least make a part, `log_folder` takes what the crawls logged."""

    client: Any
    store: Store
    environment: dict[str, str]
    size: int
    log_folder: Path
    appraise: Callable[[str], list[str]]  # of a run: what is wrong with it as a whole

    def crawl(
        self, job: str, targets: Sequence[Target], inspection: Inspection, now: Callable[[], datetime], tell: Tell
    ) -> int:
        """Crawl a job over its targets; return 0, or 1 where some were not observed. Raises ClusterError."""
        from distributed import as_completed

        task = (inspection.city, inspection.period.name, job, inspection.as_of)
        run = self.store.begin_run(*task, inspection.only, now=now())
        over = self.store.visited(run)
        waiting = [target for target in targets if target.id not in over]
        counted = Counter(done=len(targets) - len(waiting), pages=0, failures=0)
        tell({"job": job, "all": len(targets), **counted})
        register = packed(inspection.folder)
        futures = [
            self.client.submit(crawl_part, self._task(job, inspection, register, part), pure=False, retries=RETRIES)
            for part in parts_of(inspection.register, waiting, self.size)
        ]
        try:
            for future in as_completed(futures):
                ended: Ended = future.result()
                counted.update(done=ended.done, pages=ended.pages, failures=ended.failures, unobserved=ended.unobserved)
                tell({"job": job, "all": len(targets), **counted})
                self._log(job, inspection, ended)
        except Exception as error:
            self.client.cancel(futures, force=True)
            first = str(error).strip().splitlines()
            raise ClusterError(
                f"{job}: a part did not come through, {first[0] if first else type(error).__name__}; "
                "mend that and give the same command again: sites that are done are not asked again"
            ) from error
        stats = {"done": len(targets), "unobserved": counted["unobserved"]}
        self.store.finish_run(run, "finished", stats, now=now())
        told = self.appraise(run.id)
        for complaint in told:
            print(complaint, file=sys.stderr)
        return 1 if counted["unobserved"] or told else 0

    def _task(self, job: str, inspection: Inspection, register: bytes, part: Any) -> Task:
        return Task(
            govcrawl.__version__,
            inspection.city,
            register,
            job,
            inspection.period.name,
            inspection.as_of.isoformat(),
            tuple(target.id for target in part),
            self.environment,
        )

    def _log(self, job: str, inspection: Inspection, ended: Ended) -> None:
        path = self.log_folder / f"{inspection.city}-{inspection.period.name}-{job}.log"
        with path.open("a", encoding="utf-8") as file:
            file.write(ended.log)


def shipped(environment: dict[str, str]) -> dict[str, str]:
    """Return the settings that go with each task: proxies, folders and the browser are those of the worker."""
    return {
        name: value for name, value in environment.items() if name.startswith("GOVCRAWL_") and name not in _NOT_SHIPPED
    }
