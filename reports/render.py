"""Turns a page's context into HTML. The only place that knows Jinja.

Autoescape is on for every template. A template that reads a field its page does not have is a
fault; the macros of govuk-frontend-jinja read parameters that may be absent, which is not.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING, Any

from jinja2 import (
    Environment,
    PackageLoader,
    PrefixLoader,
    TemplateRuntimeError,
    Undefined,
    UndefinedError,
)
from jinja2.utils import missing

if TYPE_CHECKING:
    from jinja2 import Template


class _StrictOnPages(Undefined):
    """Fails at once for a field that a page's dataclass does not have."""

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        if dataclasses.is_dataclass(obj):
            raise UndefinedError(f"{type(obj).__name__} has no field {name}")
        super().__init__(hint, obj, name, exc)


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=PrefixLoader(
            {
                "reports": PackageLoader("reports"),
                "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
            }
        ),
        autoescape=True,
        undefined=_StrictOnPages,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def template(name: str) -> Template:
    """Give one of our templates.

    Args:
        name: file name in `reports/templates`.
    """
    return _environment().get_template(f"reports/{name}")


def render(name: str, page: Any) -> str:
    """Give a page as HTML.

    Args:
        name: file name in `reports/templates`.
        page: the page's context, a dataclass; the template is given nothing else.

    Raises:
        UndefinedError: the template reads a field that the page does not have.
    """
    lines = template(name).render(page=page).splitlines()
    # The macros leave blank lines and trailing spaces, which would bloat every page.
    return "\n".join(line.rstrip() for line in lines if line.strip()) + "\n"
