"""Solves problems with scipy and compares: oracle.py DIRECTORY, which the example `oracle` of crate matching has filled.

For each problem a matrix of scores (-1: not allowed) and our plan. Mentors with several places become several columns,
less the penalty of the place. Pairs are what scipy.optimize.linear_sum_assignment finds of the greatest sum; how many
there can be, and with which lowest score, is what scipy.sparse.csgraph.maximum_bipartite_matching finds.
"""

import json
import sys
from pathlib import Path

import numpy as np
import scipy
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching


class Places:
    """Free mentees against free places: `worth` is the score less the place's penalty."""

    def __init__(self, scores, problem):
        locked_mentees = {mentee for mentee, _ in problem["lock"]}
        taken = np.zeros(scores.shape[1], dtype=int)
        for _, mentor in problem["lock"]:
            taken[mentor] += 1
        mentees = [mentee for mentee in range(scores.shape[0]) if mentee not in locked_mentees]
        places = [
            (mentor, place)
            for mentor, capacity in enumerate(problem["capacities"])
            for place in range(taken[mentor], capacity)
        ]
        self.scores = scores[np.ix_(mentees, [mentor for mentor, _ in places])]
        self.allowed = self.scores >= 0
        penalties = problem["penalty"] * np.array([place for _, place in places], dtype=np.int64)
        self.worth = self.scores - penalties[np.newaxis, :]
        most_pairs = min(scores.shape[0], sum(problem["capacities"]))
        most_penalties = sum(problem["penalty"] * c * (c - 1) // 2 for c in problem["capacities"])
        self.bonus = 10_000 * most_pairs + most_penalties + 1

    def most_pairs(self, at_least=0):
        """How many pairs there can be that score at least so much."""
        allowed = csr_array(self.allowed & (self.scores >= at_least))
        return int((maximum_bipartite_matching(allowed, perm_type="column") >= 0).sum())

    def lowest_score(self):
        """The highest score that all pairs can reach though there are as many as there can be; None without pairs."""
        most = self.most_pairs()
        if most == 0:
            return None
        levels = np.unique(self.scores[self.allowed])
        low, high = 0, len(levels)  # levels[low] can be reached, levels[high] can't
        while high - low > 1:
            middle = (low + high) // 2
            if self.most_pairs(levels[middle]) == most:
                low = middle
            else:
                high = middle
        return int(levels[low])

    def best_value(self, bonus, at_least=0):
        """Value and number of the pairs whose worth, with a bonus each, is the greatest in sum."""
        usable = self.allowed & (self.scores >= at_least)
        weights = np.where(usable, np.maximum(self.worth + bonus, 0), 0)
        rows, columns = linear_sum_assignment(weights, maximize=True)
        chosen = weights[rows, columns] > 0
        return int(self.worth[rows, columns][chosen].sum()), int(chosen.sum())


def locked_value(scores, problem):
    partners, value = {}, 0
    for mentee, mentor in problem["lock"]:
        value += int(scores[mentee, mentor]) - problem["penalty"] * partners.get(mentor, 0)
        partners[mentor] = partners.get(mentor, 0) + 1
    return value


def check_is_plan(scores, problem):
    """That our pairs are a plan at all, and worth what we say."""
    partners, mentees, value = {}, set(), 0
    for mentee, mentor in problem["pairs"]:
        assert scores[mentee, mentor] >= 0, f"mentee {mentee} and mentor {mentor} are not allowed"
        assert mentee not in mentees, f"mentee {mentee} is in two pairs"
        mentees.add(mentee)
        value += int(scores[mentee, mentor]) - problem["penalty"] * partners.get(mentor, 0)
        partners[mentor] = partners.get(mentor, 0) + 1
        assert partners[mentor] <= problem["capacities"][mentor], f"mentor {mentor} has too many partners"
    missing = [pair for pair in problem["lock"] if pair not in problem["pairs"]]
    assert not missing, f"locked, but not in the plan: {missing}"
    assert value == problem["value"], f"the pairs are worth {value}, not {problem['value']}"


def check(scores, problem):
    check_is_plan(scores, problem)
    places = Places(scores, problem)
    lowest = places.lowest_score() if problem["objective"] == "fairest" else None
    bonus = 0 if problem["objective"] == "best_fit" else places.bonus
    value, pairs = places.best_value(bonus, lowest or 0)
    value += locked_value(scores, problem)
    pairs += len(problem["lock"])
    if problem["objective"] != "best_fit":
        most = places.most_pairs() + len(problem["lock"])
        assert pairs == most, f"scipy contradicts itself: {pairs} pairs, {most} pairs"
        ours = len(problem["pairs"])
        assert ours == pairs, f"we have {ours} pairs, scipy has {pairs}"
    assert problem["lowest_score"] == lowest, f"our lowest score is {problem['lowest_score']}, scipy's {lowest}"
    assert problem["value"] == value, f"we have a value of {problem['value']}, scipy of {value}"


def main():
    files = sorted(Path(sys.argv[1]).glob("*.json"))
    assert files, f"no problems in {sys.argv[1]}"
    largest, pairs = (0, 0), 0
    for file in files:
        problem = json.loads(file.read_text())
        scores = np.load(file.with_suffix(".npy")).astype(np.int64)
        try:
            check(scores, problem)
        except AssertionError as difference:
            sys.exit(f"{file}, {scores.shape[0]} x {scores.shape[1]}, {problem['objective']}: {difference}")
        largest = max(largest, scores.shape, key=lambda shape: shape[0] * shape[1])
        pairs += len(problem["pairs"])
    print(
        f"{len(files)} problems up to {largest[0]} x {largest[1]}, {pairs} pairs: scipy {scipy.__version__} finds "
        "plans as good as ours and none better"
    )


main()
