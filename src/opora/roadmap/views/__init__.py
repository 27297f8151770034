"""Pages and files of the roadmap."""
