"""By what authority a requirement counts on a day: adopted, final, a concept, or set aside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stadspoort.engines.frameworks.judging._rules import ONE_DAY, Key, Rule, days_after
from stadspoort.engines.frameworks.judging._values import Authority, Basis
from stadspoort.engines.frameworks.library import Library
from stadspoort.engines.frameworks.records import Adoption


class Authorities:
    """The adoptions of a municipality, by the text of the requirement that was adopted."""

    def __init__(self, library: Library, adoptions: Sequence[Adoption]) -> None:
        texts = {
            (version.framework, version.version): [
                (requirement.id, requirement.hash) for requirement in version.requirements
            ]
            for version in library.versions
        }
        self._by_key: dict[Key, list[Adoption]] = {}
        for adoption in adoptions:
            for key in texts.get((adoption.framework, adoption.version), ()):
                if adoption.requirement in (None, key[0]):
                    self._by_key.setdefault(key, []).append(adoption)

    def of(self, rule: Rule, day: date) -> Authority:
        """Return what the rule rests on, and until when."""
        adoptions = self._by_key.get(rule.key, [])
        now = _on(rule, adoptions, day)
        for moment in days_after(day, ((each.on, each.until) for each in adoptions)):
            if _on(rule, adoptions, moment).basis != now.basis:
                return Authority(now.basis, now.by, now.on, now.reason, moment - ONE_DAY)
        return now


def _on(rule: Rule, adoptions: Sequence[Adoption], day: date) -> Authority:
    """Return what counts: the last record; of one day first the one that sets aside."""
    holding = [each for each in adoptions if each.holds_on(day)]
    if not holding:
        is_final = rule.version.status == Basis.FINAL.value
        return Authority(Basis.FINAL if is_final else Basis.CONCEPT)
    last = max(holding, key=lambda each: (each.on, not each.adopted, each.requirement is not None))
    basis = Basis.ADOPTED if last.adopted else Basis.SET_ASIDE
    return Authority(basis, last.by, last.on, last.reason or last.advice)
