"""Write linking/statements/idf.txt: how telling each word is, from the sentences of PolNeAR train.

    python -m training.idf ../shared/corpora/polnear.train.jsonl src/reportedly/linking/statements/idf.txt

Single words with their weight, no sentence.
"""

import json
import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

from reportedly.linking.statements.wording import words_of
from reportedly.text.sentences import sentences

FEWEST = 3  # sentences that a word stands in: what is rarer weighs as much as an unknown word


def main(corpus: Path, table: Path) -> None:
    """Count in how many sentences each word stands, and write the words of each weight on one line."""
    found: Counter[str] = Counter()
    total = 0
    for line in corpus.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        for span in sentences(text):
            found.update({word.text for word in words_of(text[span.start : span.end])})
            total += 1
    lines: dict[float, list[str]] = defaultdict(list)
    for word, count in found.items():
        if count >= FEWEST:
            lines[round(math.log(total / count), 1)].append(word)
    written = (f"{weight} {' '.join(sorted(words))}\n" for weight, words in sorted(lines.items()))
    table.write_text("".join(written), encoding="utf-8")
    print(f"{total} sentences, {len(found)} words; an unknown word: {math.log(total / (FEWEST - 1)):.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
