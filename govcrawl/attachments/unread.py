"""Why a file has no text for us; the names are kept in facts, reports translate them."""


class UnreadError(Exception):
    """A file could not be read: `encrypted`, `broken_file`, `unknown_form`, `no_text_layer`, `parse_limit`."""

    @property
    def reason(self) -> str:
        """The name of the reason."""
        return str(self.args[0])
