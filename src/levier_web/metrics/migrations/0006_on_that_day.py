"""The team of whoever wrote a version of a metric, on that day: until now, that of today."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def as_of_today(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Keep the team of today for what was written before: later moves change it no more."""
    person = apps.get_model("organisation", "Person").objects.filter(pk=OuterRef("author"))
    apps.get_model("metrics", "MetricVersion").objects.update(
        team=Subquery(person.values("team")[:1])
    )


class Migration(migrations.Migration):
    """Adds the team and fills it."""

    dependencies: ClassVar = [
        ("organisation", "0005_on_that_day"),
        ("metrics", "0005_work_that_is_held"),
    ]
    operations: ClassVar = [
        migrations.AddField(
            model_name="metricversion",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="organisation.team",
            ),
        ),
        migrations.RunPython(as_of_today, migrations.RunPython.noop),
    ]
