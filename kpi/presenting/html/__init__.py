"""The HTML summary: one self-contained page to send, read offline, print and believe (docs/html.md)."""
