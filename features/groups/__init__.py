"""One family of features a module; each is found by `features.catalogue`."""
