"""Compares the engine with the solvers that people use, in one run on this machine.

Ours starts from people, a CSV file or people in memory, and ends with a proven plan. The peers get the finished matrix of
the same scores for free and are timed from there: first building their own form of it, then solving. Each runs in a
process of its own, whose peak memory counts. Under a second the best of five runs counts, for ours as for theirs.
All must find as many pairs and the same value, else the comparison fails.
"""

import argparse
import csv
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = Path("target/release/viceversa")
EXAMPLES = Path("target/release/examples")
MIB = 1 << 20
NOT_ALLOWED = -1
KINDS = ["plain", "popular", "ties", "capacity", "departments", "sparse", "forbidden", "crowded"]


class Failed(Exception):
    """A run that has no result, and why."""


# Peers. Each runs in a child process, so that what one leaves in memory does not count for the next.


def chunks(matrix, rows=256):
    for start in range(0, matrix.shape[0], rows):
        yield start, matrix[start : start + rows]


def dense_costs(matrix):
    """10000 - score, and for a pair that is not allowed more than all others together can cost."""
    import numpy as np

    costs = np.empty(matrix.shape, dtype=np.float64)
    for start, scores in chunks(matrix):
        block = 10_000.0 - scores
        block[scores < 0] = never(matrix)
        costs[start : start + len(scores)] = block
    return costs


def never(matrix):
    return 10_000 * matrix.shape[0] + 1


class Scipy:
    name = "scipy linear_sum_assignment"
    bytes_a_pair = 11

    def build(self, matrix, _):
        return dense_costs(matrix)

    def solve(self, costs):
        from scipy.optimize import linear_sum_assignment

        return linear_sum_assignment(costs)


class Lapx:
    name = "lapx lapjv"
    bytes_a_pair = 11

    def build(self, matrix, _):
        return dense_costs(matrix)

    def solve(self, costs):
        import lap
        import numpy as np

        _, columns, _ = lap.lapjv(costs)
        return np.arange(len(columns)), columns


class OrToolsAssignment:
    """Takes nothing but plans with everyone in them, and long to find out that there is none: so it gets the allowed pairs
    alone, which is the least, if a plan of them has everyone, and else all pairs."""

    name = "OR-tools linear assignment"
    bytes_a_pair = 20

    def build(self, matrix, is_complete):
        import numpy as np
        from ortools.graph.python import linear_sum_assignment

        solver = linear_sum_assignment.SimpleLinearSumAssignment()
        for start, scores in chunks(matrix):
            rows, columns = np.nonzero(scores >= 0 if is_complete else scores >= NOT_ALLOWED)
            costs = 10_000 - scores[rows, columns].astype(np.int64)
            costs[costs > 10_000] = never(matrix)
            solver.add_arcs_with_cost((rows + start).astype(np.int32), columns.astype(np.int32), costs)
        return solver

    def solve(self, solver):
        import numpy as np

        if solver.solve() != solver.OPTIMAL:
            raise Failed("finds no plan")
        rows = np.arange(solver.num_nodes())
        return rows, np.array([solver.right_mate(int(row)) for row in rows])


class OrToolsFlow:
    """Finds the most pairs by itself, as the greatest flow."""

    name = "OR-tools min-cost flow"
    bytes_a_pair = 42

    def build(self, matrix, _):
        import numpy as np
        from ortools.graph.python import min_cost_flow

        solver = min_cost_flow.SimpleMinCostFlow()
        mentees = matrix.shape[0]
        for start, scores in chunks(matrix):
            rows, columns = np.nonzero(scores >= 0)
            costs = 10_000 - scores[rows, columns].astype(np.int64)
            tails, heads = (rows + start).astype(np.int32), (columns + mentees).astype(np.int32)
            solver.add_arcs_with_capacity_and_unit_cost(tails, heads, np.ones_like(costs), costs)
        supplies = np.concatenate([np.ones(mentees, np.int64), -np.ones(matrix.shape[1], np.int64)])
        solver.set_nodes_supplies(np.arange(len(supplies), dtype=np.int32), supplies)
        self.mentees = mentees
        return solver

    def solve(self, solver):
        import numpy as np

        if solver.solve_max_flow_with_min_cost() != solver.OPTIMAL:
            raise Failed("finds no plan")
        used = np.array([arc for arc in range(solver.num_arcs()) if solver.flow(arc)], dtype=np.int64)
        rows = np.array([solver.tail(int(arc)) for arc in used])
        columns = np.array([solver.head(int(arc)) for arc in used]) - self.mentees
        return rows, columns


PEERS = {peer.__name__: peer for peer in (Scipy, Lapx, OrToolsAssignment, OrToolsFlow)}


def run_peer(name, path, is_complete):
    """In the child: times one peer and prints what it found."""
    import numpy as np

    matrix = np.load(path, mmap_mode="r")
    peer, best = PEERS[name](), None
    for _ in range(5):
        start = time.perf_counter()
        built = peer.build(matrix, is_complete == "complete")
        middle = time.perf_counter()
        rows, columns = peer.solve(built)
        end = time.perf_counter()
        del built
        if best is None or end - middle < best[1]:
            best = middle - start, end - middle
        if end - start > 1:
            break
    scores = matrix[rows, columns].astype(int)
    chosen = scores[scores >= 0]
    result = {"building": best[0], "solving": best[1], "pairs": len(chosen), "value": int(chosen.sum())}
    print(json.dumps(result))


# The parent.


def run_child(command, limit):
    """Runs a command: what it printed, its seconds and its peak memory in bytes. No longer than the limit."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        child = subprocess.Popen([str(part) for part in command], stdout=out, stderr=err)
        status = usage = None
        while status is None:
            pid, code, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                status = os.waitstatus_to_exitcode(code)
            elif time.perf_counter() - start > limit:
                child.kill()
                os.wait4(child.pid, 0)
                raise Failed(f"stopped after {limit} s")
            else:
                time.sleep(0.002)
        seconds = time.perf_counter() - start
        err.seek(0)
        if status != 0:
            lines = err.read().decode(errors="replace").strip().splitlines()
            raise Failed(f"ends with status {status}: {lines[-1] if lines else 'no message'}")
        out.seek(0)
        return out.read().decode(), seconds, usage.ru_maxrss * 1024


def available_memory():
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    raise Failed("no /proc/meminfo")


def generate(folder, mentees, mentors, kind="plain"):
    path = folder / "people.csv"
    command = [PROGRAM, "generate", "people", "--mentees", mentees, "--mentors", mentors, "--kind", kind, "--seed", 7]
    path.write_text(run_child(command, 600)[0])
    return path


def with_one_place_each(people):
    """The same people without the column for places: peers know no mentor with several."""
    path = people.with_name("one-place.csv")
    with open(people, newline="") as source, open(path, "w", newline="") as target:
        rows = csv.reader(source)
        header = next(rows)
        kept = [index for index, name in enumerate(header) if name != "capacity"]
        csv.writer(target).writerows([row[index] for index in kept] for row in itertools.chain([header], rows))
    return path


def match(folder, people, limit):
    """Ours as users have it, from CSV to certificate: a row of the table."""
    files = [part for name, end in [("pairs", "csv"), ("unmatched", "csv"), ("certificate", "json")]
             for part in (f"--{name}", folder / f"{name}.{end}")]
    command = [PROGRAM, "match", "--people", people, *files, "--margins", "none", "--progress", "none"]
    _, seconds, memory = run_child(command, limit)
    certificate = json.loads((folder / "certificate.json").read_text())
    return {"solver": "viceversa match, CSV to certificate", "building": None, "solving": seconds, "memory": memory,
            "pairs": certificate["pairs"], "value": certificate["value"]}


def engine(people, limit):
    """Ours from people in memory to the proven plan."""
    out, _, memory = run_child([EXAMPLES / "engine", people], limit)
    return {"solver": "viceversa, people in memory to proof", "memory": memory, **json.loads(out)}


def peer_row(peer, matrix, size, is_complete, limit):
    needed, left = size * size * peer.bytes_a_pair, available_memory()
    if needed > 0.8 * left:
        raise Failed(f"needs about {needed / MIB:,.0f} MiB, {left / MIB:,.0f} are left")
    command = [sys.executable, __file__, "--peer", peer.__name__, matrix, "complete" if is_complete else "incomplete"]
    out, _, memory = run_child(command, limit)
    return {"solver": peer.name, "memory": memory, **json.loads(out)}


def seconds(number):
    return "" if number is None else f"{number:.3f}" if number < 10 else f"{number:.1f}"


def print_row(size, solver, building="", solving="", memory="", pairs="", value="", ratio=""):
    print(f"| {size:>17} | {solver:<36} | {building:>8} | {solving:>8} | {memory:>8} | {pairs:>7} | {value:>13} "
          f"| {ratio:>7} |", flush=True)


def print_header():
    print_row("people", "solver", "building", "solving", "MiB", "pairs", "value", "to ours")
    print(f"|{'-' * 18}:|{'-' * 38}|{'-' * 9}:|{'-' * 9}:|{'-' * 9}:|{'-' * 8}:|{'-' * 14}:|{'-' * 8}:|")


def print_result(size, row, ratio=None):
    memory, pairs, value = f"{row['memory'] / MIB:,.0f}", f"{row['pairs']:,}", f"{row['value']:,}"
    ratio = "" if ratio is None else f"{ratio:.1f}"
    print_row(size, row["solver"], seconds(row["building"]), seconds(row["solving"]), memory, pairs, value, ratio)


def compare(size, folder, limit):
    """One size: ours, then each peer. False if any disagrees."""
    people, label, agree = with_one_place_each(generate(folder, size, size)), f"{size:,} x {size:,}", True
    alone, whole = engine(people, limit), match(folder, people, limit)
    ours = alone["building"] + alone["solving"]
    print_result(label, alone, 1)
    print_result(label, whole, whole["solving"] / ours)
    if not same_plan(alone, whole):
        agree = False
    matrix = folder / "matrix.npy"
    if size * size * 2 > 0.3 * available_memory():
        print_row(label, f"peers left out: the matrix would be {size * size * 2 / MIB:,.0f} MiB")
        return agree
    run_child([EXAMPLES / "matrix", people, matrix], limit)
    for peer in PEERS.values():
        try:
            row = peer_row(peer, matrix, size, alone["pairs"] == size, limit)
        except Failed as failed:
            print_row(label, f"{peer.name}: {failed}")
            continue
        print_result(label, row, row["solving"] / ours)
        if not same_plan(row, alone):
            agree = False
    return agree


def same_plan(one, other):
    same = (one["pairs"], one["value"]) == (other["pairs"], other["value"])
    if not same:
        print(f"{one['solver']} and {other['solver']} disagree", file=sys.stderr)
    return same


def contested(size, folder, limit):
    """Ours on each kind of people that `generate` knows, the hard ones too."""
    for kind in KINDS:
        mentees = 3 * size if kind == "crowded" else size
        people = generate(folder, mentees, size, kind)
        label = f"{mentees:,} x {size:,}"
        try:
            row = {**engine(people, limit), "solver": kind}
        except Failed as failed:
            print_row(label, f"{kind}: {failed}")
            continue
        print_result(label, row)


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench-matching", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", metavar="SIZE", help="mentees, and as many mentors [1000 5000 10000]")
    parser.add_argument("--contested", type=int, default=5000, metavar="SIZE", help="for each kind of people; 0: leave out [5000]")
    parser.add_argument("--limit", type=int, default=600, metavar="SECONDS", help="for each run [600]")
    parser.add_argument("--peer", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peer:
        run_peer(*arguments.peer)
        return
    print(f"{os.cpu_count()} cores, {available_memory() / MIB:,.0f} MiB free. Seconds; “to ours”: solving, beside all of ours")
    print("from people in memory to proof.\n")
    print_header()
    agree = True
    with tempfile.TemporaryDirectory() as folder:
        for size in arguments.sizes or [1000, 5000, 10_000]:
            agree &= compare(size, Path(folder), arguments.limit)
        if arguments.contested:
            print("\nContested people, ours from people in memory to proof:\n")
            print_header()
            contested(arguments.contested, Path(folder), arguments.limit)
    sys.exit(0 if agree else 1)


main()
