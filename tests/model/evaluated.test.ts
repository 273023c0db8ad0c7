/** What the evaluator knows of expressions: how sure it is, and what makes it less sure. */
import { shows, testValues } from "../support/model.js";

const TS = `import { Construct } from "constructs"; import { AssetType, TerraformStack, Token } from "cdktf"; import { Vpc } from "@cdktf/provider-aws/lib/vpc"; import * as lib from "library"; import { merge, compute } from "library"; declare const anything: any; declare const scope: Construct; interface Foo { a: number }`;

testValues("typescript", TS, {
  "conditional and logical expressions": shows(["(anything ? null : 1) ?? 2", "(anything ? undefined : 1) ?? 2", "(anything ? 0 : 1) ?? 2", "(anything ? 0 : 1) || 2", '(anything ? 0 : "a") && 2', '(anything ? "" : "a") && 2', "[] || 1", "[] && 1", "{} && 1", "{} || 1", "(() => 1) || 1", "(() => 1) && 1", 'new Vpc(scope, "v") && 1', 'new Vpc(scope, "v") || 1', "new (class A {})() && 1", "lib.x && 1", "(anything as string) && 1", "null || null", "null ?? 1", "1 ?? null", "anything ? 1 : anything ? 2 : 3", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12][anything]", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13][anything]"]),
  "keys of objects": `const key = "a"; const other = 1; const twice = { a: 1 }; const once = { a: 1 };
${shows(["{ [key]: 1 }", "{ [other]: 1 }", "{ b: 1, [anything]: 2 }", "{ b: 1, [key]: 2, a: 3 }", "{ a: 3, [key]: 2 }", '{ ["x"]: 1, 3: 2, "y-z": 3 }', "{ ...once, c: 1 }", "{ ...twice }", "{ ...twice, ...{ b: 1 } }", "{ ...({ a: 1 } as Foo) }", "{ ...Object.assign({}, { a: 1 }) }", "{ ...(anything ? { a: 1 } : { a: 2, b: 1 }) }", "{ a: 0, ...(anything ? { a: 1 } : undefined) }", "{ a: 0, ...(anything ? { a: 1 } : 5) }", "{ a: 0, c: 1, ...(anything ? { a: 1, ...anything } : {}) }", "{ a: 0, ...(anything && { b: 1 }) }", "{ a: 0, ...(anything && anything) }", "{ a: 0, ...(anything || { b: 1 }) }", "{ a: 0, ...anything }", "{ a: 0, ...null, ...undefined, ...false }", "{ a: 0, ...true }", '{ a: 0, ..."text" }', "{ a: 0, ...[1] }", "{ ...{ ...anything, a: 1 }, b: 2 }"])}`,
  "elements of lists": shows(["[...[1, 2], 3]", "[...[1, ...anything], 3]", "[...anything]", "[1, , 2]", "[1, 2][1]", "[1, 2][-1]", "[1, 2][0.5]", "[1, 2][2]", '[1, 2]["0"]', "[1, ...anything][0]", "[...[1, 2].filter(anything)][0]", "[1, 'a'].filter(anything)", "[1].concat([2], [3])", "[1].concat(anything)", "[1].concat(2)", "anything.concat([1])", "[1].map((x) => x)", "[1].map(compute)", "[[1]].flatMap((x) => [2, 3])", "[1].flatMap((x) => x)", '"abc".map((x: any) => 1)', "anything.map((x: any) => 1)", "lib.x.map((x: any) => 1)", "({}).map((x: any) => 1)", "[1].map((x) => { if (anything) return 1; return 2; })", '[1].join(",")', '[1].join(",", 1)', "[1].sort()"]),
  "views of objects": shows(["Object.keys({ a: 1, b: 2 })", "Object.values({ a: 1, b: 'x' })", "Object.entries({ a: 1 })", "Object.values({ a: 1, ...anything })", "Object.values({ ...(anything ? { a: 1 } : {}) })", "Object.values([1])", "Object.values()", "Object.freeze({ a: 1 })", "Object.freeze()", "Object.assign({ a: 1 }, { b: 2 })", "Object.assign({ a: 1 }, anything)", "Object.assign(anything, { a: 1 })", "Object.fromEntries([])", "Object.assign()"]),
  "members": shows(["AssetType.FILE", "AssetType.NOTHING", "Vpc.isConstruct", "Vpc.tfResourceType", "Vpc.nothing", 'new Vpc(scope, "v").nothing', 'new Vpc(scope, "v").node', 'new Vpc(scope, "v").node.path', 'new Vpc(scope, "v").cidrBlock.length', 'new Vpc(scope, "v").tags.length', 'new Vpc(scope, "v").tags.x', 'new Vpc(scope, "v").tags[anything]', 'new Vpc(scope, "v").cidrBlock.trim', 'new Vpc(scope, "v").cidrBlock.nothing', '"abc".length', '"abc".nothing', "(1).length", "[1].length", "[1].nothing", "{ length: 1 }.length", "{ a: 1, ...(anything ? { a: 2 } : {}) }.a", "(anything ? null : { a: 1 }).a", "(anything ? { a: 2 } : { a: 1 }).a", "(anything ? { a: 2 } : { b: 1 }).a", "(anything ? null : [1])[0]", "(anything as string[]).length", "(anything as number).length", '{ a: 1 }["a"]', "{ 0: 1 }[0]", "process.env.A", 'process.env["A"]', "process.env", "process.x.A", "lib.env.A", "globalThis.x", "void 0", "AssetType", "lib", "TerraformStack", "(class { static x = 1 }).x", "this", "class { static x = 1 }"]),
  "assertions": shows(["{ a: 1 } as Foo", "[1] as number[]", '"x" as Foo', "`${anything}` as Foo", "anything as string", "anything as number", "anything as boolean", "anything as string[]", "anything as Foo[]", "anything as Vpc", "anything as AssetType", "anything as undefined", "anything as string | undefined", "anything as string | Foo", "lib.x as string", "lib.x as Foo"]),
  "operators": shows(["'a' + 'b'", "1 + 2", "1 + anything", "'a' + anything", "anything + anything", "[1] + [2]", "anything - 1", "-anything", "~anything", "typeof anything", "anything > 1", "anything in anything", "anything instanceof Vpc", "anything & 1", "anything | 1", "{} | {}"]),
  "destructured values": `const { p1, p2 = 5, ...p3 } = { p1: 1, p4: 4 }; ${shows(["p1", "p2", "p3"])}const { q1 = 5 } = anything; ${shows(["q1"])}const { r1 = 5 } = { r1: undefined }; ${shows(["r1"])}const { s1 = 5 } = { s1: null }; ${shows(["s1"])}const { t1 = 5 } = { t1: anything ? 1 : undefined }; ${shows(["t1"])}const { t2 = 5 } = { t2: anything ? undefined : anything ? undefined : 2 }; ${shows(["t2"])}const { u1 = 5 } = { ...anything }; ${shows(["u1"])}const [v1, v2 = 7, ...v3] = [1]; ${shows(["v1", "v2", "v3"])}const [w1, ...w2] = [1, 2, 3]; ${shows(["w2", "w2[0]"])}const [x1, ...x2] = anything as string[]; ${shows(["x1", "x2"])}const [y1, ...y2] = "abc"; ${shows(["y1", "y2"])}const [z1, ...z2] = [...anything, 1]; ${shows(["z1", "z2"])}const [n1, ...n2] = anything as number; ${shows(["n1", "n2"])}const { length } = [1]; ${shows(["length"])}const { cidrBlock, tags: { Name }, ...others } = new Vpc(scope, "v"); ${shows(["cidrBlock", "Name", "others"])}const { a: { b: [deep] } } = { a: { b: [1] } }; ${shows(["deep"])}const { ["k"]: computed } = { k: 1 }; ${shows(["computed"])}const { [anything]: dynamic, ...kept } = { k: 1 }; ${shows(["dynamic", "kept"])}`,
  "declared variables": `let late; ${shows(["late"])}let unset: number; ${shows(["unset"])}const text: string = anything; ${shows(["text"])}const vpc: Vpc = lib.x; ${shows(["vpc"])}const odd: Foo = lib.x; ${shows(["odd"])}const better: string = "x"; ${shows(["better"])}export const exported = { a: 1 }; ${shows(["exported"])}export const list = [1]; ${shows(["list"])}let either: any = [1]; if (anything) either = 2; ${shows(["either"])}`,
});

/** Each case is a file of its own, since a key that is set somewhere may be set on anything of which nothing is known. */
const changed = (statements: string, held = "{ a: 1 }"): string => `const held: any = ${held};\n${statements}\nshow(held);`;
testValues("typescript", TS, {
  "an object with a new key": changed("held.b = 2;"),
  "an object with a key set again": changed("held.a = 2;"),
  "an object with a computed key": changed("held[anything] = 2;"),
  "an object with a key deleted": changed("delete held.a;"),
  "an object with a key in it set": changed("held.a.b = 1;"),
  "an object given to a library's function that changes it, by its name": changed("merge(held, { b: 1 });"),
  "an object given to a library's method that changes it, by its name": changed("lib.deepMerge(held);"),
  "an object given to a library's function": changed("compute(held); lib.x(held); lib.x()(held); console.log(held);"),
  "an object that Object.assign changes": changed("Object.assign(held, anything);"),
  "an object that Object.assign reads": changed("Object.assign(anything, held);"),
  "an object given to a function that reads": changed("function look(x: any) { return x.a; }\nlook(held);"),
  "an object given to a function that sets any key": changed("function change(x: any) { x[anything] = 1; }\nchange(held);"),
  "an object given to a function that sets a key": changed("function setB(x: any) { x.b = 1; }\nsetB(held);", "{ a: 1, b: 2 }"),
  "an object given on and on to what changes it": changed("function one(x: any) { two(x); }\nfunction two(x: any) { x[anything] = 1; }\none(held);"),
  "an object given on and on to nothing": changed("function one(x: any) { two(x); }\nfunction two(x: any) { x.z; }\none(held);"),
  "an object given on too far": changed("function l1(x: any) { l2(x); }\nfunction l2(x: any) { l3(x); }\nfunction l3(x: any) { l4(x); }\nfunction l4(x: any) { l5(x); }\nfunction l5(x: any) { l6(x); }\nfunction l6(x: any) {}\nl1(held);"),
  "an object given as the rest": changed("function rest(...x: any[]) { x[0][anything] = 1; }\nrest(held);"),
  "an object given behind a spread": changed("function spread(x: any, y: any) {}\nspread(...anything, held);"),
  "an object given to a constructor that changes it": changed("class Taker { constructor(x: any) { x[anything] = 1; } }\nnew Taker(held);"),
  "an object given to a constructor that does not": changed("class Taker { constructor(x: any) {} }\nnew Taker(held);"),
  "an object given to a class without constructor": changed("class Bare { y = 1 }\nnew Bare(held);"),
  "an object given to a function without parameters": changed("function few() {}\nfew(held);"),
  "an object given to something unknown": changed("anything(held);"),
  "an object given to one of two functions": changed("function one(x: any) {}\nfunction two(x: any) {}\n(anything ? one : two)(held);"),
  "an object given to a method of the bindings": changed('new Vpc(scope, "v").addOverride("x", held);'),
  "an object given to a construct": changed('new Vpc(scope, "v", held);'),
  "an object changed where it is held": changed("const box = { held };\nbox.held.a = 2;"),
  "an object with a key that something unknown gets": changed("function f(x: any) { x.a = 1; }"),
  "an object with a key that a result gets": changed("lib.f().a = 1;"),
  "an object with a key that one of two gets": changed("const other = { a: 1 };\n(anything ? held : other).a = 2;"),
  "an object with a key that another one gets": changed("const other = { a: 1 };\nother.a = 2;\nshow(other);"),
  "an object changed behind an assertion": changed("(held as any).b = 2;"),
  "an object changed deep behind an assertion": changed("(held.a as any).b = 2;"),
  "an object changed deeper behind an assertion": changed("((held as any).a.b as any).c = 2;"),
  "an object changed behind a mark": changed("held!.b = 2;"),
  "an object changed deep behind marks": changed("held!.a!.b = 2;"),
  "an object changed by a key in it": changed("held.a[anything] = 2;"),
  "an object given behind a mark": changed("function change(x: any) { x[anything] = 1; }\nchange(held!);"),
  "an object given behind an assertion": changed("function change(x: any) { x[anything] = 1; }\nchange(held as any);"),
  "an object changed through another variable behind a mark": changed("const same = held!;\nsame.b = 1;"),
  "an object changed through another variable behind an assertion": changed("const same = held as any;\nsame.b = 1;"),
  "an object that itself is asserted": changed("const same = held;\nshow(same);\nshow(held!);\nshow(held as Foo);"),
  "an object that is put into a variable": changed("const same = held;\nshow(same);"),
  "an object changed through another variable": changed("const same = held;\nsame.b = 1;"),
  "a list that grows": changed("held.push(2);\nshow(held[0]);\nshow(held[anything]);", "[1]"),
  "a list that grows by a list": changed("held.push(...[2, 3]);", "[1]"),
  "a list that grows by something unknown": changed("held.push(...anything);", "[1]"),
  "a list that grows by what is not whole": changed("held.push(...[2, ...anything]);", "[1]"),
  "a list of which an element is set": changed("held[0] = 2;", "[1]"),
  "a list that is reversed": changed("held.reverse();", "[1]"),
  "a list given to a library's function": changed("compute(held);", "[1]"),
  "a list given to a library's function that changes it, by its name": changed("merge(held);", "[1]"),
  "a list given to a function that reads": changed("function look(x: any) { return x[0]; }\nlook(held);", "[1]"),
  "a list given to a function that changes it": changed("function change(x: any) { x.push(2); }\nchange(held);", "[1]"),
  "a list given to something unknown": changed("anything(held);", "[1]"),
  "a list of which an element in it is set": changed("held[0].a = 2;", "[{ a: 1 }]"),
  "an object given as one of the rest": changed("function rest(x: any, ...y: any[]) {}\nrest(1, 2, held);"),
  "an object given to a class behind a spread": changed("class Taker { constructor(x: any) {} }\nnew Taker(...anything, held);"),
});

testValues("typescript", TS, {
  "what the callers of a function pass": `function all(a: any, b: any, c = 3) { ${shows(["a", "b", "c"])} } all(1, "x"); all(2, "y", 4);
function few(a: any, b: any) { ${shows(["b"])} } few(1); few(1, 2);
function spread(a: any) { ${shows(["a"])} } spread(...anything);
function handed(a: any) { ${shows(["a"])} } handed(1); compute(handed);
function uncalled(a: any) { ${shows(["a"])} }
function typed(a: string) { ${shows(["a"])} }
function rest(...a: any[]) { ${shows(["a"])} } rest(1);
function restTyped(...a: string[]) { ${shows(["a"])} } restTyped("x");
export function exported(a: any, b: Vpc, c: string[], d: readonly number[], e?: boolean, f: string = "x") { ${shows(["a", "b", "c", "d", "e", "f"])} } exported(1);
const arrow = (a: any) => { ${shows(["a"])} }; arrow(1);
const named = function inner(a: any) { ${shows(["a"])} }; named(1);
let twice = (a: any) => { ${shows(["a"])} }; twice(1); twice = anything;
function outer() { function inside(a: any) { ${shows(["a"])} } inside("inner"); } outer();
function same1() { function same(a: any) { ${shows(["a"])} } same(1); } function same2() { function same(a: any) { ${shows(["a"])} } same(2); }
function recursive(a: any) { ${shows(["a"])} recursive(a); } recursive(1);
function shadowed(a: any) { ${shows(["a"])} } shadowed(1); function shadow(shadowed: any) { shadowed(9); }`,
  "what the callers of a method pass": `class A { private one(a: any) { ${shows(["a"])} } #two(a: any) { ${shows(["a"])} } three(a: any) { ${shows(["a"])} } private four(a: any) { ${shows(["a"])} } private five(a: any) { ${shows(["a"])} } static six(a: any) { ${shows(["a"])} } private static seven(a: any) { ${shows(["a"])} }
run() { this.one(1); this.#two(2); this.three(3); this.four(4); compute(this.four); anything.five(5); A.six(6); A.seven(7); } }`,
  "callbacks": `["a", "b"].forEach((one, at, all) => { ${shows(["one", "at", "all"])} });
[1].map((one) => { ${shows(["one"])} }); (anything as string[]).map((one, at) => { ${shows(["one", "at"])} }); anything.map((one: any, at: any) => { ${shows(["one", "at"])} }); anything.map((one: string) => { ${shows(["one"])} });
Object.entries({ a: 1 }).forEach(([key, value]) => { ${shows(["key", "value"])} }); Object.values(anything).forEach((one) => { ${shows(["one"])} }); [[1, "x"]].forEach(([one, two]) => { ${shows(["one", "two"])} }); [1].reduce((sum, one) => { ${shows(["sum", "one"])} return sum; }, 0); [...anything, 1].forEach((one) => { ${shows(["one"])} });
for (const one of [1, 2]) { ${shows(["one"])} } for (const one of anything as number[]) { ${shows(["one"])} } for (const at in [1, 2]) { ${shows(["at"])} } for (const one of "abc") { ${shows(["one"])} } for (const one of new Set([1])) { ${shows(["one"])} }`,
  "results": `function one() { return 1; } function either() { if (anything) return 1; return "x"; } function maybe() { if (anything) return 1; } function none() {} function declaredNone(): number { return anything; } async function later() { return 1; } async function laterDeclared(): Promise<number> { return anything; } async function laterOdd(): number { return anything; } function* many() { yield 1; } function list() { return [1]; } function record() { return { a: 1, ...(anything ? { b: 2 } : {}) }; } function self(): any { return self(); } function knownSelf(x: any): any { return x ? 1 : knownSelf(x); } const arrow = () => 1; const arrows = () => () => 1;
${shows(["one()", "either()", "maybe()", "none()", "declaredNone()", "later()", "laterDeclared()", "laterOdd()", "many()", "list()", "record()", "self()", "knownSelf(1)", "arrow()", "arrows()()", "(() => 1)()", "(function () { return 1; })()", "one", "Vpc()", "new one()", 'new Vpc(scope, "v").putTimeouts({})', 'new Vpc(scope, "v").toString()', 'Token.asString("x")', "[].x()", "(1)()", "AssetType()"])}`,
  "methods of text and numbers": shows(['"a".split(",")', '"a".split(",")[0]', '"a".trim()', '"a".toFixed()', "(1).toFixed(1)", "(1).toString()", "(1).trim()", "(1).split()", "`${anything}`.trim()", "anything.trim()", "anything.split(',')", "[1].toString()", "(1).toFixed", "lib.toString()", "lib.x.trim()", "String(1)", "lib.String(1)", "Number.isInteger(1)", "Math.abs(1)", "Date.now()", "JSON.parse('1')", "new Date()"]),
  "fields": `class Fields { a = 1; b: any; c = "x"; static d = 2; static e: any; f = [1]; g = { x: 1 }; h: any = 1; declare i: string; j?: number; k = anything; l = new Vpc(scope, "v"); m = compute; readonly n: string; #o = 1; p = 1; private q = 1; _r = 1;
constructor(b: any, private s: any, public t = 5, readonly u: string, v: any, ...w: any[]) { this.b = b; this.n = v; this.h = 2; }
get got() { return 1; } set got(x) {} method() { return 1; } static make() { return 1; } later() { this.p = anything; this.f.push(2); this.g.y = 2; }
look() { ${shows(["this.a", "this.b", "this.c", "this.f", "this.g", "this.h", "this.i", "this.j", "this.k", "this.l", "this.n", "this.#o", "this.p", "this.s", "this.t", "this.u", "this.got", "this.method", "this.method()", "this.nothing"])} } }
const made = new Fields(1, 2, 3, "u", "v"); const short = new Fields(1, 2); const spread = new Fields(...anything);
${shows(["made.a", "made.b", "made.s", "made.t", "made.u", "made.n", "made.h", "made.q", "made._r", "short.t", "short.u", "spread.b", "spread.t", "Fields.d", "Fields.e", "Fields.a", "Fields.make()", "Fields.nothing", "made.got", "made.method()", "made.l.id", "(anything as Fields).a", "(anything as Fields).b"])}`,
  "fields that are set from outside": `class One { a = 1; b = 1; c: any; static d = 1; constructor(c: any) { this.c = c; } } const one = new One(2); one.a = 2; One.d = 2; anything.b = 3; ${shows(["one.a", "one.b", "one.c", "One.d"])}
class Two { e = 1; static f = 1; } class Three extends Two { g = 1; } new Three().e = 2; Three.f = 2; new Two().g = 2; ${shows(["new Two().e", "Two.f", "new Three().g", "new Three().e"])}
class Four { h = 1; } class Five { h = 1; } new Four().h = 2; ${shows(["new Four().h", "new Five().h"])}
class Six { i = 1; constructor() { this[anything] = 1; } } class Seven { i = 1; constructor() { Object.assign(this, anything); } } ${shows(["new Six().i", "new Seven().i"])}
class Eight { j: any; constructor(j: any) { this.j = j; } } const eight = new Eight(1); eight.j = 2; ${shows(["eight.j"])}`,
  "fields behind a computed key": `class One { a = 1; } const one = new One(); one[anything] = 2; ${shows(["one.a", "new One().a"])}`,
  "inherited members": `class Base { a = 1; b = 1; static c = 1; method() { return 1; } other() { return 1; } look() { ${shows(["this.a", "this.b", "this.method()", "this.other()"])} } } class Derived extends Base { b = 2; other() { return 2; } more = 1; look2() { ${shows(["this.a", "this.b", "this.other()", "super.other()"])} } } class Last extends Derived {}
${shows(["new Derived().a", "new Derived().b", "new Base().b", "new Derived().method()", "new Last().b", "new Last().a", "Last.c", "new Last().nothing", "(anything as Base).b", "(anything as Base).a"])}
class OfVpc extends Vpc { extra = 1; look() { ${shows(["this.id", "this.extra", "this.nothing"])} } } class OfUnknown extends anything { a = 1; } class OfLibrary extends lib.Base { a = 1; } class OfStack extends TerraformStack {} class OfOfVpc extends OfVpc {}
${shows(['new OfVpc(scope, "v").id', 'new OfVpc(scope, "v").extra', "new OfUnknown().a", "new OfUnknown().b", "new OfLibrary().a", "new OfLibrary().b", "new OfStack().node", 'new OfOfVpc(scope, "v").cidrBlock', 'new OfOfVpc(scope, "v").extra', 'OfVpc.tfResourceType'])}`,
  "enumerations": `enum Plain { A, B = "b", C = 5 } const enum Constant { A = 1 } enum Computed { A = compute() } ${shows(["Plain.A", "Plain.B", "Plain.C", "Plain.D", "Constant.A", "Computed.A", "Plain", 'Plain["B"]'])}`,
});

const PY = `import abc, copy, dataclasses, enum, functools, json, os, typing, pytest
from abc import ABC
from dataclasses import dataclass, field
from enum import Enum, IntEnum, IntFlag, StrEnum, Flag
from typing import NamedTuple, Generic, Optional
from cdktf import App, AssetType, TerraformStack, Token
from cdktf_cdktf_provider_aws.vpc import Vpc
import library as lib
from library import merge, compute, show
`;
/** In a function, so that its lines are indented. */
const inside = (expressions: readonly string[], by = 4): string => shows(expressions).trimEnd().replaceAll(/^/gmu, " ".repeat(by));

testValues("python", PY, {
  "conditional and logical expressions": shows(["(None if x else 1) or 2", "(0 if x else 1) or 2", "(0 if x else 'a') and 2", "('' if x else 'a') and 2", "[] or 1", "[] and 1", "{} or 1", "{'a': 1} and 1", "(lambda: 1) or 1", "Vpc(scope, 'v') and 1", "Vpc(scope, 'v') or 1", "None or None", "1 if x else 2 if y else 3", "not x", "x"]),
  "keys of dictionaries": `key = "a"\nother = 1\ntwice = {"a": 1}\nonce = {"a": 1}\n${shows(["{key: 1}", "{other: 1}", '{1: 2, "a": 1}', '{"b": 1, x: 2}', '{"a": 3, key: 2}', '{**once, "c": 1}', "{**twice}", '{**twice, **{"b": 1}}', "dict(a=1)", "{**dict(a=1)}", 'dict(once2, a=1)', 'dict({"a": 0}, a=1)', "dict(**twice)", '{"a": 0, **(None if x else {"a": 1})}', '{"a": 0, **({"b": 1} if x else {})}', '{"a": 0, **x}', '{"a": 1} | {"b": 2}', '{"a": 1} | x', 'x | {"a": 1}', "1 | 2", '{"a": 1}.copy()', '{"a": 1}.get("a")', '{"a": 1}.get("b")', '{"a": 1}.get("b", 2)', '{"a": 1}.get(x, 2)', '{"a": 1, **x}.get("b", 2)', '{**x, "a": 1}.get("a")', '{"a": 1}.get()', '{"a": 1}.items()', '{"a": 1}.keys()', '{"a": 1, "b": "x"}.values()', '{"a": 1, **x}.values()', '{**({"a": 1} if x else {})}.values()', '{"a": 1}.pop("a")', "x.get('a')", "x.items()", "Vpc(scope, 'v').get('a')"])}`,
  "elements of lists": shows(["[*[1, 2], 3]", "[*[1, *x], 3]", "[*x]", "[1, 2][1]", "[1, 2][-1]", "[1, 2][2]", "[1, 2][x]", "(1, 2)[0]", "[1, *x][0]", "[1] + [2]", "(1,) + (2,)", "[1, *x] + [2]", "[1] + x", "[1] * 2", "[1, 2][0:1]", "[1, 2][1:]", "[1, 2].length", "len([1, 2])", "[y for y in [1, 2]]", "[1 for y in x][0]", "{1 for y in x}", "(1 for y in x)", "{y: 1 for y in x}", "{y: 'a' for y in x}", "{y: x for y in x}", "{y: None for y in x}", "{y: [1] for y in x}", "{y: 1 for y in x}['a']", '"abc"[0]', "1[0]"]),
  "library functions": shows(["list([1, 2])", "list((1, 2))", "list(x)", "list()", "list(*x)", "list([1, *x])", "tuple([1])", "set([1])", "sorted([1, 2])", "reversed([1, 2])", "list(reversed([1, 2]))", "enumerate(['a'])", "enumerate()", "zip([1], ['a'])", "zip(*x)", "range(3)", "range(3)[0]", "max(1, 2)", "max([1, 2])", "max()", "sum(1, 'a')", "abs(-1)", "round(1)", "min(1, 2)", "os.getenv('A')", "os.getenv('A', 'b')", "os.getenv('A', 1)", "os.environ.get('A')", "os.environ['A']", "os.environ", "os.other['A']", "typing.cast(str, 1)", "typing.cast(str)", "typing.cast()", "copy.copy(1)", "copy.deepcopy({'a': 1})", "copy.copy()", "json.dumps(1)", "str(1)", "print(1)", "unheard(1)", "lib.str(1)", "str", "Exception", "__name__", "dict"]),
  "methods of text": shows(['"a".split(",")', '"a".split(",")[0]', '"a".strip()', '"a".toFixed()', "(1).strip()", "(1).toString()", 'f"{x}".upper()', "x.strip()", '",".join(x)', '"{}".format(1)', '"a".encode()']),
  "operators": shows(["'a' + 'b'", "'a' + x", "1 + 2", "1 + x", "1 + 2 + 3", "1 - 2", "x - 1", "-1", "-x", "+1", "~1", "1 * 2", "'a' * 2", "2 * 'a'", "x * 2", "'a' * x", "'%s' % x", "x % 2", "1 % 2", "1 / 2", "1 // 2", "2 ** 3", "x == 1", "x in y", "x not in y", "x is None", "x is not None", "1 & 2", "1 << 2", "x @ y", "f'{x}'"]),
  "members": shows(["AssetType.FILE", "AssetType.NOTHING", "Vpc.is_construct", "Vpc.isConstruct", "Vpc.TF_RESOURCE_TYPE", "Vpc.tf_resource_type", "Vpc.nothing", "Vpc(scope, 'v').cidr_block", "Vpc(scope, 'v').cidrBlock", "Vpc(scope, 'v').node.path", "Vpc(scope, 'v').tags['a']", "Vpc(scope, 'v').cidr_block.strip", "Vpc(scope, 'v').nothing", "Vpc(scope, 'v').put_timeouts", "Vpc(scope, 'v').reset_tags()", "'a'.length", "[1].length", "(None if x else Vpc(scope, 'v')).id", "Token.as_string(x)", "TerraformStack", "lib", "os"]),
  "unpacked values": `first, *rest = [1, 2, 3]\n${shows(["first", "rest", "rest[0]"])}*front, last = [1, 2, 3]\n${shows(["front", "front[0]", "last"])}a, b = 1, "x"\n${shows(["a", "b"])}c, *d = x\n${shows(["c", "d"])}e, *f = range(3)\n${shows(["e", "f"])}g, *h = "abc"\n${shows(["g", "h"])}i, *j = str(x)\n${shows(["j"])}k, *l = Vpc(scope, "v")\n${shows(["k", "l"])}(m, n), o = (1, 2), 3\n${shows(["m", "n", "o"])}for p, (q, r) in [(1, ("a", True))]:\n${inside(["p", "q", "r"])}\nfor s, t in {"a": 1}.items():\n${inside(["s", "t"])}\nfor u in {"a": 1}:\n${inside(["u"])}\nfor v, w in zip([1], ["a"]):\n${inside(["v", "w"])}\nfor y, z in enumerate(["a"]):\n${inside(["y", "z"])}`,
  "annotations": `def public(a: str, b: int, c: float, d: bool, e: list[str], f: "str", g: Vpc, h: Optional[Vpc], i: str | None, j: typing.Optional[str], k: typing.List[int], l: dict, m: "Vpc", n: typing.Any, o: None, p: str = "x", *q: str, **r: str):\n${inside([..."abcdefghijklmnopqr"])}\nnumber: int = x\n${shows(["number"])}unset: int\n${shows(["unset"])}def made() -> str:\n    return x\nasync def later() -> str:\n    return x\n${shows(["made()", "later()"])}`,
  "what callers pass": `def _all(a, b, c=3):\n${inside(["a", "b", "c"])}\n_all(1, "x")\n_all(2, b="y", c=4)\ndef _few(a, b):\n${inside(["b"])}\n_few(1)\ndef _spread(a):\n${inside(["a"])}\n_spread(**x)\ndef _handed(a):\n${inside(["a"])}\n_handed(1)\ncompute(_handed)\ndef _uncalled(a):\n${inside(["a"])}\ndef public(a):\n${inside(["a"])}\npublic(1)\n@compute\ndef _decorated(a):\n${inside(["a"])}\n_decorated(1)\ndef _rest(*a, **b):\n${inside(["a", "b"])}\n_rest(1, b=2)\ndef _typed(a: str):\n${inside(["a"])}\n_typed(1)\ndef _keyword(*, a):\n${inside(["a"])}\n_keyword(a=1)\nclass A:\n    def _one(self, a):\n${inside(["a"], 8)}\n    def two(self, a):\n${inside(["a"], 8)}\n    def _three(self, a):\n${inside(["a"], 8)}\n    @staticmethod\n    def _four(a):\n${inside(["a"], 8)}\n    def run(self):\n        self._one(1)\n        self._one(a=2)\n        self.two(1)\n        x._three(1)\n        self._four(1)`,
  "fixtures": `@pytest.fixture\ndef stack():\n    return TerraformStack(App(), "s")\n@pytest.fixture()\ndef vpc(stack):\n${inside(["stack"])}\n    yield Vpc(stack, "v")\n@pytest.fixture\ndef nothing(): ...\n@compute\ndef other():\n    return 1\ndef plain():\n    return 1\n@pytest.fixture\ndef stack2(stack2):\n${inside(["stack2"])}\n    return 1\ndef test_one(stack, vpc, nothing, other, plain, missing):\n${inside(["stack", "vpc", "nothing", "other", "plain", "missing"])}\ndef no_test(stack):\n${inside(["stack"])}\nclass TestIt:\n    @pytest.fixture\n    def inner(self):\n        return 1\n    @pytest.fixture\n    def vpc(self):\n        return 2\n    def test_two(self, inner, stack, vpc):\n${inside(["inner", "stack", "vpc"], 8)}\nfrom pytest import fixture\n@fixture\ndef named():\n    return 1\n@fixture(scope="module")\ndef scoped():\n    return 2\ndef test_three(named, scoped):\n${inside(["named", "scoped"])}`,
  "dataclasses": `@dataclass\nclass Data:\n    a: int\n    b: str = "x"\n    c: list = field(default_factory=list)\n    d: int = field(default=5)\n    e: int = dataclasses.field(default=6, repr=False)\n    F = 7\n    def look(self):\n${inside(["self.a", "self.b"], 8)}\n@dataclasses.dataclass(frozen=True)\nclass More(Data):\n    g: int = 8\n@dataclass\nclass WithInit:\n    a: int\n    def __init__(self, a):\n        self.a = 9\n@dataclass\nclass Post:\n    a: int\n    def __post_init__(self):\n        self.a = 9\n@dataclass\nclass Open:\n    a: int\n    def change(self, **all):\n        self.__dict__.update(all)\n@lib.define\nclass Foreign:\n    a: int = 1\nclass Plain:\n    a: int = 1\n    b: int\nclass PlainAbc(ABC, Generic):\n    a: int = 1\nclass Model(lib.Base):\n    a: int = 1\nclass Unknown(x):\n    a: int = 1\nclass Pair(NamedTuple):\n    a: int\n    b: str = "x"\nclass Typed(typing.NamedTuple):\n    a: int = 1\n${shows(["Data(1).a", "Data(1).b", "Data(1).c", "Data(1).d", "Data(1).e", "Data(1).F", "Data.b", "Data.F", "Data(1, 'y').b", "Data(b='y', a=1).b", "Data(*x).a", "Data(**x).a", "Data().a", "More(1).a", "More(1).g", "More(g=2).g", "More(a=2).a", "WithInit(1).a", "Post(1).a", "Open(1).a", "Foreign(2).a", "Foreign().a", "Plain().a", "Plain().b", "PlainAbc().a", "Model().a", "Unknown().a", "Pair(1).a", "Pair(1).b", "Pair(1, 'y').b", "Typed().a", "Typed(2).a"])}def given(data: Data, plain: Plain):\n${inside(["data.a", "data.b", "plain.a"])}`,
  "fields": `class Fields:\n    a = 1\n    b = "x"\n    __c = 2\n    def __init__(self, d, e=5, *f, **g):\n        self.d = d\n        self.e = e\n        self.f = f\n        self.g = g\n        self.h = Vpc(scope, "v")\n        self.i = [1]\n        self.j = {"a": 1}\n        self.k: int = x\n        self.l = lib.x\n        self._m = 1\n    @property\n    def got(self):\n        return 1\n    @got.setter\n    def got(self, value): ...\n    @classmethod\n    def of(cls):\n        return 1\n    @staticmethod\n    def make():\n        return 1\n    def later(self):\n        self.i.append(2)\n        self.j["b"] = 2\n    def look(self):\n${inside(["self.a", "self.b", "self.__c", "self.d", "self.e", "self.f", "self.h", "self.i", "self.j", "self.k", "self.l", "self.got", "self.of()", "self.make()", "self.nothing", "self"], 8)}\nmade = Fields(1)\nkeyed = Fields(e=2, d="x")\nspread = Fields(*x)\n${shows(["made.a", "made.d", "made.e", "made.f", "made.h.id", "made._m", "keyed.d", "keyed.e", "spread.d", "Fields.a", "Fields.make()", "Fields.of()", "made.got", "made.nothing"])}`,
  "fields that are set from outside": `class One:\n    a = 1\n    b = 1\n    d = 1\n    def __init__(self, c):\n        self.c = c\none = One(2)\none.a = 2\nx.b = 3\nOne.d = 2\n${shows(["one.a", "one.b", "one.c", "One.d"])}class Two:\n    e = 1\n    f = 1\nclass Three(Two):\n    g = 1\nThree().e = 2\nThree.f = 2\nTwo().g = 2\n${shows(["Two().e", "Two.f", "Three().g"])}class Four:\n    h = 1\nclass Five:\n    h = 1\nFour().h = 2\n${shows(["Four().h", "Five().h"])}class Six:\n    i = 1\n    def __init__(self, **all):\n        setattr(self, x, 1)\n${shows(["Six().i"])}class Eight:\n    def __init__(self, j):\n        self.j = j\neight = Eight(1)\neight.j = 2\n${shows(["eight.j"])}`,
  "inherited members": `class Base:\n    a = 1\n    b = 1\n    def method(self):\n        return 1\n    def other(self):\n        return 1\n    def look(self):\n${inside(["self.a", "self.b", "self.method()", "self.other()"], 8)}\nclass Mixin:\n    mixed = 1\nclass Derived(Base, Mixin):\n    b = 2\n    def other(self):\n        return 2\nclass Own(Vpc):\n    extra = 1\n    def look(self):\n${inside(["self.id", "self.extra", "self.nothing"], 8)}\nclass Both(Mixin, Vpc): ...\nclass OfUnknown(x, Mixin):\n    a = 1\nclass OfLibrary(lib.Base, Mixin):\n    a = 1\nclass Deep(Own): ...\n${shows(["Derived().a", "Derived().b", "Base().b", "Derived().method()", "Derived().other()", "Derived().mixed", "Derived().nothing", "Own(scope, 'o').cidr_block", "Own(scope, 'o').extra", "Both(scope, 'b').id", "Both(scope, 'b').mixed", "OfUnknown().a", "OfUnknown().mixed", "OfLibrary().a", "OfLibrary().mixed", "Deep(scope, 'd').id", "Deep(scope, 'd').extra"])}`,
  "members behind bases that do nothing": `class Mixin:\n    mixed = 1\nclass OfObject(object, Mixin): ...\nclass OfAbc(abc.ABC, Mixin): ...\nclass OfProtocol(typing.Protocol, Mixin): ...\nclass OfGeneric(Generic[x], Mixin): ...\nclass OfException(Exception, Mixin): ...\nclass OfLibrary(lib.object2, Mixin): ...\nclass DeclaredObject(object):\n    a: int = 1\nclass DeclaredProtocol(typing.Protocol):\n    a: int = 1\nclass DeclaredException(Exception):\n    a: int = 1\n${shows(["OfObject().mixed", "OfAbc().mixed", "OfProtocol().mixed", "OfGeneric().mixed", "OfException().mixed", "OfLibrary().mixed", "DeclaredObject().a", "DeclaredProtocol().a", "DeclaredException().a"])}`,
  "enumerations": `class Plain(Enum):\n    A = 1\n    B = "b"\n    C = enum.auto()\n    _ignored_ = "x"\n    def method(self):\n        return 1\nclass Ints(IntEnum):\n    A = 1\nclass Flags(IntFlag):\n    A = 1\nclass Strings(StrEnum):\n    A = enum.auto()\n    B = "b"\nclass Mixed(str, Enum):\n    A = "a"\n    B = 1\nclass MixedInts(int, Enum):\n    A = 1\nclass Other(enum.Flag):\n    A = 1\nclass NoEnum(lib.Enumeration):\n    A = 1\n${shows(["Plain.A", "Plain.A.value", "Plain.A.name", "Plain.A.other", "Plain.B", "Plain.C", "Plain._ignored_", "Plain.D", "Plain.method", "Plain(1)", "Plain['A']", "Ints.A", "Flags.A", "Strings.A", "Strings.B", "Strings.B.value", "Mixed.A", "Mixed.B", "Mixed.B.value", "MixedInts.A", "Other.A", "NoEnum.A", "Plain.A.value.value"])}`,
  "decorators": `class A:\n    @functools.lru_cache(maxsize=1)\n    def one(self):\n        return 1\n    @functools.cached_property\n    def two(self):\n        return 1\n    @compute\n    def three(self):\n        return 1\n    @compute[0]\n    def four(self):\n        return 1\n    @abc.abstractmethod\n    def five(self):\n        return 1\n    @staticmethod\n    @compute\n    def six():\n        return 1\n${shows(["A().one()", "A().two", "A().three()", "A().four()", "A().five()", "A.six()"])}`,
  "results": `def one():\n    return 1\ndef either():\n    if x:\n        return 1\n    return "x"\ndef maybe():\n    if x:\n        return 1\ndef none(): ...\ndef many():\n    yield 1\ndef record():\n    return {"a": 1, **({"b": 2} if x else {})}\ndef items():\n    return [1]\nasync def later():\n    return 1\ndef itself():\n    return itself()\n${shows(["one()", "either()", "maybe()", "none()", "many()", "record()", "items()", "later()", "itself()", "(lambda: 1)()", "(lambda y: y)(1)", "one", "Vpc(scope, 'v').put_timeouts()", "Token.as_string(x)", "None()", "[].x()"])}`,
});

const changedDict = (statements: string, held = '{"a": 1}'): string => `held = ${held}\n${statements}\nshow(held)`;
testValues("python", PY, {
  "a dictionary with a new key": changedDict('held["b"] = 2'),
  "a dictionary with a key set again": changedDict('held["a"] = 2'),
  "a dictionary with a computed key": changedDict("held[x] = 2"),
  "a dictionary with a key deleted": changedDict('del held["a"]'),
  "a dictionary that is updated": changedDict('held.update({"b": 1})'),
  "a dictionary that is popped from": changedDict('held.pop("a")'),
  "a dictionary that is asked for a default": changedDict('held.setdefault("b", 1)'),
  "a dictionary that is united": changedDict('held |= {"b": 1}'),
  "a dictionary given to a library's function that changes it, by its name": changedDict("merge(held)"),
  "a dictionary given to a library's function": changedDict("compute(held)\nlib.x(held)\nprint(held)"),
  "a dictionary given to a function that sets any key": changedDict("def change(y):\n    y[x] = 1\nchange(held)"),
  "a dictionary given by name to a function that sets any key": changedDict("def change(z, y):\n    y[x] = 1\nchange(1, y=held)"),
  "a dictionary given by name to a function that leaves it": changedDict("def change(z, y):\n    z[x] = 1\nchange(1, y=held)"),
  "a dictionary given by a name of which nothing is known": changedDict("def change(z, **y):\n    z[x] = 1\nchange(1, w=held)"),
  "a dictionary given to a method that sets any key": changedDict("class A:\n    def change(self, y):\n        y[x] = 1\nA().change(held)"),
  "a dictionary given to a constructor that sets any key": changedDict("class A:\n    def __init__(self, y):\n        y[x] = 1\nA(held)"),
  "a dictionary given to a constructor that leaves it": changedDict("class A:\n    def __init__(self, y):\n        self.y = y\nA(held)"),
  "a dictionary given to something unknown": changedDict("unheard(held)"),
  "a dictionary that is spread into a call": changedDict("unheard(**held)"),
  "a dictionary given to the bindings": changedDict('Vpc(scope, "v").add_override("x", held)'),
  "a list that grows": changedDict("held.append(2)", "[1]"),
  "a list that grows by a list": changedDict("held.extend([2, 3])", "[1]"),
  "a list that grows by something unknown": changedDict("held.extend(x)", "[1]"),
  "a list that grows by an operator": changedDict("held += [2]", "[1]"),
  "a list of which an element is set": changedDict("held[0] = 2", "[1]"),
  "a list that something is put into": changedDict("held.insert(0, 2)", "[1]"),
  "a list given to a function that changes it": changedDict("def change(y):\n    y.append(2)\nchange(held)", "[1]"),
  "a list given to a library's function that changes it, by its name": changedDict("import random\nrandom.shuffle(held)", "[1, 2]"),
});
