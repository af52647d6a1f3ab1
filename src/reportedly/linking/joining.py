"""Sets of nodes that are joined two by two, and kept apart where somebody said so."""


class Joined:
    """Disjoint sets of ids; pairs that were parted are never in one set. Near-linear: the smaller set moves."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self._apart: dict[str, dict[str, int]] = {}  # by root: the roots to keep apart from, and how strongly

    def root(self, id: str) -> str:
        """The id that stands for the set that `id` is in."""
        root = id
        while (parent := self._parents.get(root, root)) != root:
            root = parent
        while (parent := self._parents.get(id, root)) != root:
            self._parents[id] = root
            id = parent
        return root

    def part(self, left: str, right: str, strength: int) -> None:
        """Keep two sets apart from joins of up to `strength`; nothing happens where they are one already."""
        one, other = self.root(left), self.root(right)
        if one != other:
            self._keep_apart(one, other, strength)

    def join(self, left: str, right: str, strength: int) -> bool:
        """Make two sets one, unless they are, or are kept apart at least as strongly; whether it was done."""
        one, other = self.root(left), self.root(right)
        if one == other or self._apart.get(one, {}).get(other, -1) >= strength:
            return False
        small, large = sorted((one, other), key=lambda root: self._sizes.get(root, 1) + len(self._apart.get(root, ())))
        self._parents[small] = large
        self._sizes[large] = self._sizes.get(large, 1) + self._sizes.pop(small, 1)
        for enemy, kept in self._apart.pop(small, {}).items():
            del self._apart[enemy][small]
            if enemy != large:
                self._keep_apart(large, enemy, kept)
        return True

    def _keep_apart(self, one: str, other: str, strength: int) -> None:
        for root, enemy in ((one, other), (other, one)):
            enemies = self._apart.setdefault(root, {})
            enemies[enemy] = max(strength, enemies.get(enemy, -1))
