"""Check the hand-written training texts: `python -m training.check_texts [FILE...]`; exit status 1 if one is bad.

Beside the marks themselves it looks for slips that a person makes: spans that begin or end with
white space, cut a word, or overlap within a report; a nested report that leaves its parent; the same id twice.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from reportedly.evaluation.casefile import Case, read_cases

TEXTS = Path(__file__).parent / "texts"


def slips(case: Case) -> Iterator[str]:
    """Yield one line for each slip in `case`."""
    text = case.text
    contents = {report.number: report.content for report in case.reports}
    for report in case.reports:
        for role in ("source", "cue", "content"):
            for span in getattr(report, role):
                words = span.of(text)
                if words != words.strip():
                    yield f"{report.number} {role} has white space at its ends: {words!r}"
                before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
                if (before.isalnum() and words[0].isalnum()) or (after.isalnum() and words[-1].isalnum()):
                    yield f"{report.number} {role} cuts a word: {words!r}"
        for left in report.source + report.cue:
            for right in report.content:
                if left.overlaps(right):
                    yield f"{report.number} source or cue overlaps its content: {left.of(text)!r}"
        if report.parent:
            for span in report.content + report.cue:
                if not any(outer.holds(span) for outer in contents[report.parent]):
                    yield f"{report.number} leaves the content of its parent {report.parent}: {span.of(text)!r}"


def main(paths: list[str]) -> int:
    """Print every slip of the files (default: all training texts) and a count; 1 if there was any."""
    seen: set[str] = set()
    reports = bad = 0
    for path in map(Path, paths or sorted(map(str, TEXTS.glob("*.case")))):
        try:
            for case in read_cases(path):
                found = list(slips(case))
                if case.id in seen or case.text in seen:
                    found.append("id or text is used twice")
                seen |= {case.id, case.text}
                reports += len(case.reports)
                bad += len(found)
                for slip in found:
                    print(f"{path.name} {case.id}: {slip}")
        except ValueError as error:
            print(error)
            bad += 1
    print(f"{len(seen) // 2} texts, {reports} reports, {bad} slips")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
