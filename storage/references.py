"""What a reference names: P-12, M-7, W-3, C-4 or F-1."""

from sqlalchemy import Connection, bindparam, select

from storage.prepared import Prepared
from storage.rows import KINDS, made
from storage.tables import LETTERS, Row, table

_BY_NUMBER = {
    kind: Prepared(
        select(table(model)).where(
            table(model).c.team_id == bindparam("of_team"),
            table(model).c.number == bindparam("called"),
            table(model).c.removed_at.is_(None),
        )
    )
    for kind, model in KINDS.items()
    if kind in LETTERS
}


def by_number(conn: Connection, team_id: str, kind: str, number: int) -> Row | None:
    """The thing of that kind in this workspace, unless it was taken back."""
    found = _BY_NUMBER[kind].ask(conn, {"of_team": team_id, "called": number})
    model = KINDS[kind]
    return made(model, dict(zip(table(model).c.keys(), found[0], strict=True))) if found else None
