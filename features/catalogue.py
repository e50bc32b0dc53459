"""Every feature of the model, found in the modules below `features.groups`.

No ethnicity, disability, sex, age, religion, poverty or benefit data is a feature. They are not
columns of the chronology either, so no mask could read them.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

import features.groups

if TYPE_CHECKING:
    from features.spec import FeatureGroup, FeatureSpec

_MODULES = tuple(
    importlib.import_module(f"features.groups.{name}")
    for name in sorted(module.name for module in pkgutil.iter_modules(features.groups.__path__))
)

GROUPS: tuple[FeatureGroup, ...] = tuple(module.GROUP for module in _MODULES)
FEATURES: tuple[FeatureSpec, ...] = tuple(spec for module in _MODULES for spec in module.FEATURES)


def feature(name: str) -> FeatureSpec:
    """Give the feature with this name.

    Args:
        name: as in the columns of the matrix.
    """
    return next(spec for spec in FEATURES if spec.name == name)
