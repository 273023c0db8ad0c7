"""Reads repairs of Python code, a JSON object with `before`, `after` and `what` in each line; prints those that break valid code."""
import ast
import json
import sys
import warnings

warnings.simplefilter("ignore")


def is_valid(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, UnicodeError):
        return False
    except (RecursionError, MemoryError):
        return True
    return True


count = 0
for line in sys.stdin:
    repair = json.loads(line)
    if not is_valid(repair["before"]):
        continue
    count += 1
    if not is_valid(repair["after"]):
        print(json.dumps(repair), flush=True)
try:
    print(json.dumps({"count": count}), flush=True)
except BrokenPipeError:
    # Who asked was killed for taking too long.
    sys.stderr.close()
