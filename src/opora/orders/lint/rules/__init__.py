"""One module for each rule, named by what it finds; `registry.load` imports them all."""
