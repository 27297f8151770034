def reference(programme_id, as_of):
    return {}
