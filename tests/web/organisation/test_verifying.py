"""``levier audit verify``, and the database that refuses to change a chain."""

from __future__ import annotations

import pytest
from django.db import Error, connection, models, transaction

from levier_web.organisation import append_only, audit
from levier_web.organisation.chains import CHAINS, START
from levier_web.organisation.models import AuditLine, Company
from levier_web.organisation.services.verifying import told

LINES: models.QuerySet[AuditLine] = models.QuerySet(AuditLine)


@pytest.fixture
def logged(company: Company) -> list[AuditLine]:
    return [audit.record(None, "thing.done", company, number=number) for number in range(4)]


def test_every_chain_is_verified(logged: list[AuditLine]) -> None:
    assert set(CHAINS) == {"audit", "versions", "entries"}
    sentences, sound = told([], "en")
    assert sound
    assert sentences[0].startswith("Audit log: whole, 4 rows, from ")
    assert logged[-1].digest in sentences[1]
    assert "Ledger: nothing yet." in sentences
    assert told([logged[1].digest.upper()], "fr")[0][-2].startswith("Empreinte notée retrouvée")


@pytest.mark.parametrize("how", ["changed", "removed"])
def test_a_line_that_was_changed_or_removed_shows(logged: list[AuditLine], how: str) -> None:
    rows = LINES.filter(pk=logged[1].pk)
    if how == "changed":
        rows.update(detail={"number": 7})
        broken = logged[1].pk
    else:
        rows._raw_delete(rows.db)
        broken = logged[2].pk
    sentences, sound = told([], "en")
    assert not sound
    assert f"broken at row {broken} of" in sentences[0]
    assert audit.first_broken() == AuditLine.objects.get(pk=broken)


@pytest.mark.parametrize("how", ["rewritten", "cut"])
def test_a_rewritten_log_is_found_by_what_was_noted_outside(
    logged: list[AuditLine], how: str
) -> None:
    noted = logged[-1].digest
    if how == "cut":
        LINES.filter(pk=logged[-1].pk)._raw_delete(LINES.db)
    else:
        previous = START
        for line in logged:
            line.detail = {"number": 9}
            digest = audit.expected(line, previous)
            LINES.filter(pk=line.pk).update(detail=line.detail, previous=previous, digest=digest)
            previous = digest
    assert told([], "en")[1]
    sentences, sound = told([noted], "en")
    assert not sound
    assert f"NOT found: {noted}" in sentences[-2]


def test_a_long_log_is_not_gone_through_at_each_look(
    logged: list[AuditLine],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(audit, "LONG", 2)
    monkeypatch.setattr(audit, "KEPT", [])
    assert audit.first_broken() is None
    seen: list[int] = []
    true = audit.expected

    def counted(line: AuditLine, last: str) -> str:
        seen.append(line.pk)
        return true(line, last)

    monkeypatch.setattr(audit, "expected", counted)
    audit.record(None, "thing.done")
    seen.clear()
    assert audit.first_broken() is None
    assert len(seen) == 1
    LINES.filter(pk=logged[0].pk).update(action="other")
    monkeypatch.setattr(audit, "HOUR", 0.0)
    assert audit.first_broken() == logged[0]


@pytest.mark.parametrize("act", ["UPDATE {0} SET digest = digest", "DELETE FROM {0}"])
@pytest.mark.parametrize("chain", ["audit", "versions", "entries"])
def test_the_database_itself_refuses(logged: list[AuditLine], chain: str, act: str) -> None:
    table = CHAINS[chain].model._meta.db_table
    with transaction.atomic():
        append_only.guard()
        append_only.guard()
        rows = CHAINS[chain].model._default_manager.count()
        statement = act.format(table)
        if chain == "audit":
            with pytest.raises(Error, match="never changed or removed"), transaction.atomic():
                connection.cursor().execute(statement)
        audit.record(None, "thing.done")
        assert AuditLine.objects.count() == 5
        with connection.cursor() as cursor:
            assert len(_triggers(cursor, table)) >= 2
        append_only.unguard()
        connection.cursor().execute(statement)
        assert CHAINS[chain].model._default_manager.count() in {0, rows, rows + 1}
        with append_only.lifted():
            pass
        with connection.cursor() as cursor:
            assert len(_triggers(cursor, table)) >= 2
        transaction.set_rollback(True)


def _triggers(cursor: object, table: str) -> list[object]:
    asked = (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    )
    cursor.execute(asked, [table])  # type: ignore[attr-defined]
    return list(cursor.fetchall())  # type: ignore[attr-defined]
