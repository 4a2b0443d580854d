"""The docs site: `make docs` writes site/ from docs/, the READMEs and what the package knows of itself."""
