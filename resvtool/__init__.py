"""resvtool: checks RESV-plans against the Handreiking contractering RESV and insurers' policies."""

__version__ = "0.1.0"
