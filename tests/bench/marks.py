"""A figure, what it is compared to, and the mark it should keep; printed as lines that need no legend."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One thing measured.

    `value` is in `unit`: "×" (times the floor) or "MiB". `limit` is the mark: the most it may be, or with `at_least`
    the least; None where there is no mark and the figure is for information. `absolute` says what the two sides of
    the ratio were on this machine.
    """

    what: str
    value: float
    limit: float | None
    floor: str
    absolute: str = ""
    unit: str = "×"
    at_least: bool = False

    @property
    def kept(self) -> bool:
        """Whether the mark was kept, as the printed digits say it; where there is none, it was not missed."""
        if self.limit is None:
            return True
        value = float(self.in_digits(self.value))
        return value >= self.limit if self.at_least else value <= self.limit

    def in_digits(self, value: float) -> str:
        """Two digits behind the point for ratios, one for memory."""
        return f"{value:.1f}" if self.unit == "MiB" else f"{value:.2f}"

    def line(self) -> str:
        """The figure beside its mark: one line, and what it was compared to in a second one."""
        if self.limit is None:
            verdict = "no mark, for information"
        else:
            sign = "at least" if self.at_least else "at most"
            verdict = f"mark: {sign} {self.limit:g} {self.unit}  {'kept' if self.kept else 'MISSED'}"
        return (
            f"{self.what:<62} {self.in_digits(self.value):>6} {self.unit:<3}  {verdict}\n"
            f"    {self.floor}{'; ' if self.absolute else ''}{self.absolute}"
        )


def ratio(ours: Sequence[float], floor: Sequence[float]) -> float:
    """The median of the ratios of rounds that ran one right after the other, so that a busy moment hits both."""
    return median(a / b for a, b in zip(ours, floor, strict=True))


def spent(seconds: Iterable[float]) -> str:
    """The median of some times, in the unit that reads best."""
    middle = median(seconds)
    if middle < 0.001:
        return f"{middle * 1e6:.0f} µs"
    return f"{middle * 1e3:.1f} ms" if middle < 1 else f"{middle:.2f} s"


def summary(figures: Sequence[Figure], missing: Sequence[str]) -> str:
    """All figures, and in words how many kept their mark."""
    marked = [figure for figure in figures if figure.limit is not None]
    kept = sum(figure.kept for figure in marked)
    lines = [
        "",
        "Figures with × are ratios of two things measured side by side in this run, so they hold on any machine;",
        "seconds and MiB are this machine's. CPU is the time Kept's own process computed, waiting left out.",
        "",
        *(figure.line() for figure in figures),
        "",
        f"{kept} of {len(marked)} marks kept.",
        *missing,
    ]
    return "\n".join(lines)
