/** Trees read from memory are what tree-sitter's own cursor shows. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Tree } from "web-tree-sitter";
import { describe, expect, it } from "vitest";
import { TreeReader } from "../../../src/languages/python/tree-reader.js";
import { pythonParser } from "../../../src/languages/python/tree-sitter.js";

const ROOT = join(import.meta.dirname, "..", "..", "..");

function filesIn(folder: string, ending: string): [name: string, text: string][] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => [`${folder}/${name}`, readFileSync(join(ROOT, folder, name), "utf8")]);
}

/** Statements of every kind in the grammar, with comments and continued lines in between. */
const GRAMMAR = String.raw`# -*- coding: utf-8 -*-
from __future__ import annotations
from . import a as b, c
from ..d.e import (f, # comment
    g)
from h import *
import i.j.k as l, m
assert x, "y"
print >> file, 1, 2
exec "code" in a, b
if a := b: pass
elif not c in d and e is not f or g not in h: ...
else:
    # alone
    pass
for a, *b in c, d: continue
else: break
async def f(a: int, /, b: str = "x", *c: T, d, **e: U) -> list[int]:
    async for x in y: await z
    async with a as b, c as (d, e): yield
    return [x async for x in y if x], {a: b for a, b in c}, {x for x in y}, (x for x in y)
@decorator(a)
class C[T: int, *U](B, metaclass=M):
    x: int = 1; y = z = -1 ** 2 // 3 @ 4
    def __init__(self): self.x += lambda a, *b, c=1: (yield a)
try: raise E from e
except (A, B) as e: del a, b[0]
except* G: global g; nonlocal h
finally: pass
while True: x = a if b else c
with (open("a") as a, open(b"b") as b): pass
match a, b:
    case [1, *_] | {"k": v, **rest} if c: pass
    case C(x=1, y=-2j) as d: pass
    case a.b | "x" "y" | None: pass
type X[T] = int | str
s = f"a{b!r:>{width}}c{{}}" r'\d' rb"\x" "\N{BULLET}\u1234\
" u"😀" t"{x=}"
y = 0x1F + 1_000.5e3 \
    + a[1:2, ::3, ...] < b <= c != d
f(*a, **b, c=d, *(e))(x for x in y)
def g(a, *, b: list[a].b, c: list[int] | str): return not {"a": [False, True], **b}
(a, b), [c, d] = {1, 2}, [(*e), 3]
match x:
    case 1 + 2j: pass
`;

const TEXTS: [name: string, text: string][] = [
  ["the grammar", GRAMMAR],
  ["the grammar, with line breaks of Windows", GRAMMAR.replaceAll("\n", "\r\n")],
  ["nothing", ""],
  ["a comment", "# alone"],
  ["blank lines", "\n\n  \n"],
  ["deep nesting", `x = ${"[".repeat(2000)}${"]".repeat(2000)}\n`],
  ["a long sum", `x = ${"1 + ".repeat(2000)}1\n`],
  ["a long text", `"""${"😀 x\n".repeat(20_000)}"""\nx = 1\n`],
  ["many statements", "f(a)\n".repeat(5000)],
  ...filesIn("tests/fixtures", ".py"),
  ...filesIn("docs", ".md").flatMap(([name, text]) => [...text.matchAll(/^```python\n(.*?)^```$/gmsu)].map(([, example = ""], at): [string, string] => [`${name}, ${at}`, example])),
];

type Row = readonly [depth: number, symbol: number, start: number, end: number, field: number];

function byCursor(tree: Tree): Row[] {
  const rows: Row[] = [];
  const cursor = tree.walk();
  let depth = 0;
  let descend = cursor.gotoFirstChild();
  if (descend) depth++;
  while (depth > 0) {
    if (descend) rows.push([depth, cursor.nodeTypeId, cursor.startIndex, cursor.endIndex, cursor.currentFieldId]);
    if (descend && cursor.gotoFirstChild()) depth++;
    else if (cursor.gotoNextSibling()) descend = true;
    else {
      cursor.gotoParent();
      depth--;
      descend = false;
    }
  }
  cursor.delete();
  return rows;
}

function byReader(tree: Tree): Row[] {
  const { language, memory } = pythonParser();
  const rows: Row[] = [];
  const reader = new TreeReader(tree, language, memory);
  let depth = 0;
  let descend = reader.enter();
  if (descend) depth++;
  while (depth > 0) {
    if (descend) rows.push([depth, reader.symbol, reader.start, reader.end, reader.field]);
    if (descend && reader.enter()) depth++;
    else if (reader.next()) descend = true;
    else {
      reader.leave();
      depth--;
      descend = false;
    }
  }
  return rows;
}

function compare(text: string): { hasError: boolean; nodes: number } {
  const tree = pythonParser().parser.parse(text);
  if (!tree) throw new Error("not parsed");
  try {
    const rows = byCursor(tree);
    expect(byReader(tree)).toEqual(rows);
    return { hasError: tree.rootNode.hasError, nodes: rows.length };
  } finally {
    tree.delete();
  }
}

describe("a tree in memory", () => {
  it("has all kinds of nodes in this test", () => {
    const { parser, language } = pythonParser();
    const tree = parser.parse(GRAMMAR);
    const seen = new Set(tree ? byCursor(tree).map(([, symbol]) => language.types[symbol]) : []);
    const named = language.types.filter((name, symbol) => name && language.nodeTypeIsNamed(symbol));
    expect(tree?.rootNode.hasError).toBe(false);
    expect([...new Set(named)].filter((name) => name !== "module" && !seen.has(name)).sort()).toEqual([]);
  });

  it.each(TEXTS)("%s", (_, text) => {
    compare(text);
  });

  it("with errors and what is missing", () => {
    let broken = 0;
    for (let end = 0; end < GRAMMAR.length; end += 7) if (compare(GRAMMAR.slice(0, end)).hasError) broken++;
    expect(broken).toBeGreaterThan(50);
  });
});
