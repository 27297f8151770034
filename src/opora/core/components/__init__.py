"""The parts pages are made of. Each takes plain values by keyword and knows nothing of the database.

`opora.core.templatetags.opora` lends them to templates, where a misspelt attribute refuses to compile; the gallery page
shows every one of them in every state.
"""
