"""One dialect a file: in whose HTML a site is served."""

from tests.mockgov.dialects.dede import Dede
from tests.mockgov.dialects.epoint import Epoint
from tests.mockgov.dialects.gkmlpt import Gkmlpt
from tests.mockgov.dialects.jeecms import Jeecms
from tests.mockgov.dialects.jpage import Jpage
from tests.mockgov.dialects.lonsun import Lonsun
from tests.mockgov.dialects.siteserver import Siteserver
from tests.mockgov.dialects.table import Table
from tests.mockgov.dialects.template import Template
from tests.mockgov.dialects.trs import Trs
from tests.mockgov.dialects.ucap import Ucap
from tests.mockgov.dialects.vsb import Vsb
from tests.mockgov.dialects.webims import Webims
from tests.mockgov.nouns import Dialect, MockSite

TEMPLATES: dict[Dialect, type[Template]] = {
    Dialect.TRS: Trs,
    Dialect.JPAGE: Jpage,
    Dialect.UCAP: Ucap,
    Dialect.GKMLPT: Gkmlpt,
    Dialect.TABLE: Table,
    Dialect.DEDE: Dede,
    Dialect.EPOINT: Epoint,
    Dialect.JEECMS: Jeecms,
    Dialect.LONSUN: Lonsun,
    Dialect.SITESERVER: Siteserver,
    Dialect.VSB: Vsb,
    Dialect.WEBIMS: Webims,
}


def dressed(site: MockSite) -> Template:
    """Return a site in its dialect."""
    return TEMPLATES[site.dialect](site)
