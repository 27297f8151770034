"""Pages of certificates: those within reach, one of them, and for everybody whether one holds."""
