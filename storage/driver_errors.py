"""The drivers' errors, as SQLAlchemy names them on both databases."""

from typing import cast

from sqlalchemy import Dialect
from sqlalchemy.exc import DBAPIError


def as_sqlalchemy(error: Exception, text: str, dialect: Dialect) -> BaseException:
    """A driver's error about a statement, without its values: they are what people wrote."""
    return cast(
        "BaseException",
        DBAPIError.instance(
            text, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
        ),
    )
