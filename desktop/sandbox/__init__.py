"""The embedded helpdesk: a small real server of the open API, for trying out, for tests and as the reference.

It stands alone (nothing else of this program is imported) and promises what `docs/open-api.md` says. It is no helpdesk for
an organisation's daily work: those run Request Tracker, Znuny, Zammad or GLPI, and Sportello is their client.
"""
