/** Which calls certainly run together, and once each. */
import { expect, it } from "vitest";
import { regionsOf } from "../../src/model/regions.js";
import type { TestedLanguage } from "../support/lint.js";
import { programOfText } from "../support/model.js";

/** The calls of each region that has any, by what they call. */
function regions(code: string, language: TestedLanguage): string[] {
  return regionsOf(programOfText(code, language).file)
    .filter(({ calls }) => calls.length > 0)
    .map(({ calls, cls }) => `${cls ? `${cls.name}: ` : ""}${calls.map(({ callee }) => code.slice(...callee.range)).join(" ")}`);
}

it("in TypeScript", () => {
  expect(regions(`
    a(); b(c());
    if (d()) e(); else f();
    for (const g of h()) i();
    j() && k(); l() ? m() : n();
    try { o(); } catch { p(); }
    [1].forEach(() => q());
    while (r()) s();
    function fn() { t(); if (x) u(); }
    const arrow = () => { v(); };
    class Whole {
      field = w();
      constructor() { this.once(); this.twice(); this.twice(); if (x) this.sometimes(); for (const y of z) this.often(); this.got; this.nothing(); other.once2(); Whole.fixed(); this.fixed2(); this.nested.deep(); fn(); aa(); }
      once() { bb(); this.inner(); this.once(); }
      inner() { cc(); if (x) dd(); }
      twice() { ee(); }
      sometimes() { ff(); }
      often() { gg(); }
      get got() { hh(); return 1; }
      once2() { ii(); }
      static fixed() { jj(); }
      static fixed2() { kk(); }
      unused() { ll(); this.inner(); }
    }
    class Bare { method() { mm(); } }
    class Empty { constructor() {} other() { nn(); } }
    class Back { constructor() { this.one(); } one() { oo(); this.two(); } two() { pp(); this.one(); } }
  `, "typescript")).toEqual([
    "a c b d h j l [1].forEach",
    "Whole: this.once this.twice this.twice this.nothing other.once2 Whole.fixed this.fixed2 this.nested.deep fn aa bb this.inner this.once cc",
    "Back: this.one oo this.two pp this.one",
    "t",
    "v",
    "Whole: ee",
    "Whole: ff",
    "Whole: gg",
    "Whole: hh",
    "Whole: ii",
    "Whole: jj",
    "Whole: kk",
    "Whole: ll this.inner",
    "Bare: mm",
    "Empty: nn",
  ]);
});

it("in Python", () => {
  expect(regions(`
a()
b(c())
if d():
    e()
for f in g():
    h()
x and i()
j() if k() else l()
try:
    m()
except Y:
    n()
[o() for y in p()]
with q():
    r()
def fn():
    s()
    if x:
        t()
class Whole:
    field = u()
    def __init__(self):
        self.once()
        self.twice()
        self.twice()
        if x:
            self.sometimes()
        self.got()
        self.fixed()
        super().__init__()
    def once(self):
        v()
        self._inner()
    def _inner(self):
        w()
    def twice(self):
        aa()
    def sometimes(self):
        bb()
    @property
    def got(self):
        cc()
    @staticmethod
    def fixed():
        dd()
class Bare:
    def method(self):
        ee()
`, "python")).toEqual([
    "a c b d g k q r",
    "Whole: self.once self.twice self.twice self.got self.fixed super super().__init__ v self._inner w",
    "s",
    "Whole: aa",
    "Whole: bb",
    "Whole: cc",
    "Whole: dd",
    "Bare: ee",
  ]);
});
