"""From stored facts to findings, rates and reports."""
