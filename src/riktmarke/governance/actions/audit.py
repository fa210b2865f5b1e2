"""The record of what was written. It is made in the transaction of the write itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from riktmarke.governance.codes import Happening
from riktmarke.governance.models import AuditEntry


@dataclass(slots=True)
class Record:
    """What has been written so far, by whom and when. `kept` puts it into the database, in order."""

    plan_name: str
    by: str
    at: datetime
    entries: list[AuditEntry] = field(default_factory=list)

    def add(
        self,
        what: Happening,
        *,
        model: str,
        key: str,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Remember one write."""
        self.entries.append(
            AuditEntry(
                plan_name=self.plan_name,
                at=self.at,
                by=self.by,
                what=what.value,
                model=model,
                key=key,
                before=before,
                after=after,
            )
        )

    def kept(self) -> int:
        """Write the entries, and return how many there were."""
        AuditEntry.objects.bulk_create(self.entries)
        return len(self.entries)
