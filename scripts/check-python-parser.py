"""What CPython makes of Python files: the oracle of check-python-parser.mjs.

Reads paths from standard input, one a line, and prints a line of JSON for each: whether `ast.parse` accepts the
file, and with `--tree` a line per call, literal, attribute and definition with its place in UTF-16 code units.
"""
import ast
import io
import json
import sys
import tokenize
import warnings

BINARY = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.LShift: "<<", ast.RShift: ">>", ast.BitOr: "|", ast.BitXor: "^", ast.BitAnd: "&", ast.MatMult: "@",
}
COMPARISON = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Is: "is",
    ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}


def decoded(data):
    """The text as an editor shows it, lines ending with a line feed; None if it is not UTF-8."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    if encoding not in ("utf-8", "utf-8-sig"):
        return None
    return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


class Facts(ast.NodeVisitor):
    def __init__(self, text):
        self.lines = [line.encode() for line in text.split("\n")]
        self.found = []

    def place(self, line, byte):
        column = len(self.lines[line - 1][:byte].decode().encode("utf-16-le")) // 2
        return f"{line}:{column}"

    def add(self, kind, node, *details):
        start = self.place(node.lineno, node.col_offset)
        end = self.place(node.end_lineno, node.end_col_offset)
        self.found.append([f"{kind} {start}-{end}", *details])

    def generic_visit(self, node):
        kind = type(node).__name__
        if kind == "match_case":
            # Patterns are another language; CDKTF code holds no facts there.
            for part in [node.guard, *node.body]:
                if part is not None:
                    self.visit(part)
            return
        if kind == "JoinedStr" or kind == "TemplateStr":
            self.add("Interpolated", node)
            for part in node.values:
                if not isinstance(part, ast.Constant):
                    self.visit(part)
            return
        if kind == "FormattedValue" or kind == "Interpolation":
            self.visit(node.value)
            if node.format_spec is not None:
                for part in node.format_spec.values:
                    if not isinstance(part, ast.Constant):
                        self.visit(part)
            return
        if kind == "Constant":
            value = node.value
            if isinstance(value, str):
                self.add("String", node, value)
            elif isinstance(value, bool) or value is None or value is Ellipsis:
                self.add("Constant", node, str(value))
            elif isinstance(value, (int, float)):
                self.add("Number", node, float(value).hex() if abs(value) < 2**1023 else "large")
            else:
                self.add("Opaque", node)
        elif kind == "Name":
            self.add("Name", node, node.id)
        elif kind == "Attribute":
            self.add("Attribute", node, node.attr)
        elif kind == "Call":
            self.add("Call", node, len(node.args), [keyword.arg for keyword in node.keywords])
        elif kind in ("List", "Set"):
            self.add(kind, node, len(node.elts))
        elif kind == "Dict":
            self.add(kind, node, len(node.keys))
        elif kind == "BinOp":
            self.add(kind, node, BINARY[type(node.op)])
        elif kind == "Compare":
            self.add(kind, node, [COMPARISON[type(operator)] for operator in node.ops])
        elif kind in ("FunctionDef", "AsyncFunctionDef", "ClassDef"):
            self.found.append([kind, node.lineno, node.name, len(node.decorator_list)])
        elif kind in ("AsyncFor", "For", "AsyncWith", "With", "If", "While", "Try", "TryStar", "Match", "Return", "Raise", "Assert"):
            self.found.append([kind, node.lineno])
        elif kind in ("Import", "ImportFrom"):
            names = [[alias.name, alias.asname] for alias in node.names]
            self.found.append([kind, node.lineno, names, ("." * node.level + (node.module or "")) if kind == "ImportFrom" else None])
        elif kind in ("Lambda", "IfExp", "Await", "Yield", "YieldFrom", "ListComp", "SetComp", "DictComp", "NamedExpr"):
            self.add(kind, node)
        super().generic_visit(node)


def judge(path, with_tree):
    with open(path, "rb") as file:
        data = file.read()
    try:
        tree = ast.parse(data)
        # What only the compiler refuses, such as `from __future__ import *`, is no valid Python either.
        compile(data, path, "exec", dont_inherit=True)
    except RecursionError:
        return {"unknown": "too deep for CPython"}
    except (SyntaxError, ValueError, MemoryError) as error:
        return {"rejected": str(error)}
    result = {"rejected": None}
    if with_tree:
        text = decoded(data)
        if text is not None:
            facts = Facts(text.removeprefix("\ufeff"))
            try:
                facts.visit(tree)
                result["facts"] = facts.found
            except RecursionError:
                pass
    return result


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(5000)
    with_tree = "--tree" in sys.argv
    for path in sys.stdin:
        path = path.rstrip("\n")
        print(json.dumps({"path": path, **judge(path, with_tree)}), flush=False)


main()
