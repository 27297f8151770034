"""`opora events`: one module for each verb or a few that belong together; each adds itself to the command."""
