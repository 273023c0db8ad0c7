/** What functions, methods and operators of the languages give: each is given where it cannot stand, if its type is known. */
import { testPrograms } from "../support/programs.js";

const TS = `import { Construct } from "constructs"; import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group"; import { Lb } from "@cdktf/provider-aws/lib/lb"; declare const scope: Construct; declare const anything: any;\n`;
const PY = `import json, os, textwrap, copy, typing, abc, enum, dataclasses\nfrom os import environ, getenv, path\nfrom cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup\nfrom cdktf_cdktf_provider_aws.lb import Lb\n`;

/** Each expression as a number and as a string: one of the two is wrong where the type is known. */
const each = (expressions: readonly string[], give: (expression: string, key: "port" | "name") => string): string => expressions.flatMap((one) => [give(one, "port"), give(one, "name")]).join("\n");
const ts = (expressions: readonly string[]): string => each(expressions, (one, key) => `new LbTargetGroup(scope, anything, { ${key}: ${one} });`);
const py = (expressions: readonly string[]): string => each(expressions, (one, key) => `LbTargetGroup(scope, anything, ${key}=${one})`);

testPrograms("typescript", TS, {
  functions: ts(["JSON.stringify(1)", "String(1)", "encodeURIComponent(1)", "Number(1)", "parseInt(1)", "parseFloat(1)", "Boolean(1)", "Number.parseInt(1)", "Number.parseFloat(1)", "Number.isInteger(1)", "Date.now()",
    ...["abs", "ceil", "floor", "max", "min", "pow", "random", "round", "sign", "sqrt", "trunc", "other"].map((name) => `Math.${name}(1)`), "JSON.parse(1)", "Other(1)", "process.env.X", "process.env.X ?? 1", "anything.Math.abs(1)"]),
  "functions of the project with the same names": `function String(x: any) { return anything; }\nconst Math = anything;\n${ts(["String(1)", "Math.abs(1)"])}`,
  "methods of strings": ts(["toLowerCase()", "toUpperCase()", "trim()", "replace('a', 'b')", "replaceAll('a', 'b')", "slice(1)", "substring(1)", "concat('b')", "padStart(1)", "padEnd(1)", "repeat(2)", "toString()", "split('a')", "charCodeAt(1)", "length", "toFixed()"].map((method) => `"a".${method}`)),
  "methods of others": ts(["(1).toFixed(2)", "(1).toString()", "(1).trim()", "[1].join(',')", "[1].join(1, 2)", "anything.join(',')", "[1].length", "anything.length", "anything.trim()", "`${anything}`.length", "`${anything}`.trim().length", "Object.keys({ a: 1 }).length", "Object.keys({ a: 1 })[0]", "Object.values({ a: 1 })[0]", "Object.entries({ a: 1 })[0][0]", "Object.entries({ a: 1 })[0][1]", "Object.freeze(1)", "Object.assign({}, { a: 1 }).a", "Object.assign({ a: 'x' }, { a: 1 }).a", "Object.assign(anything, { a: 1 }).a", "Object.other(1)", "[1].concat([2])[1]", "[1].concat(anything)[1]", "[1, 2].filter(anything)[0]", "['a'].map((x) => 1)[0]", "['a'].flatMap((x) => [1])[0]", "['a'].flatMap((x) => 1)[0]", "['a'].map(anything)[0]", "'abc'.map((x) => 1)[0]"]),
  "operators": ts(["typeof anything", "anything + 'a'", "'a' + anything", "1 + 2", "anything + 1", "anything - 1", "anything * 1", "anything / 1", "anything % 1", "anything ** 1", "-anything", "+anything", "~anything", "!anything", "anything == 1", "anything === 1", "anything != 1", "anything !== 1", "anything < 1", "anything > 1", "anything <= 1", "anything >= 1", "'a' in anything", "anything instanceof Object", "anything & 1", "anything && 1", "1 && 'a'", "0 && 'a'", "0 || 'a'", "null ?? 1", "undefined ?? 'a'", "1 ?? 'a'", "anything ?? 1", "anything ? 1 : 2", "anything ? 1 : 'a'", "(1 as any)", "(anything as string)", "(`${anything}` as any)", "anything!", "<number>anything", "void 0", "null", "undefined"]),
  "lists and objects": ts(["[1, 2][1]", "[1, 2][5]", "[1, 2].at(0)", "[1, 'a'][anything]", "[1, 2][anything]", "[...[1], 2][0]", "[...anything, 2][0]", "[1, ...anything][0]", "({ a: 1 }).a", "({ a: 1 })['a']", "({ ['a']: 1 }).a", "({ [anything]: 2, a: 1 }).a", "({ a: 1, [anything]: 'x' }).a", "({ a: 1, ...anything }).a", "({ ...anything, a: 1 }).a", "({ a: 1, ...{ a: 'x' } }).a", "({ a: 1, ...(anything && { a: 'x' }) }).a", "({ a: 1, ...(anything ? { a: 2 } : {}) }).a", "({ a: 1, ...(anything ? { b: 2 } : {}) }).a", "({ a: 1, ...(anything ? { ...anything } : {}) }).a", "({ a: 1, ...(anything ? [] : {}) }).a", "({ a: 1, ...null }).a", "({ a: 1, ...false }).a", "({ a: 1, ...undefined }).a", "({ a: { b: [1] } }).a.b[0]"]),
});

testPrograms("python", PY, {
  functions: py(["json.dumps(1)", "str(1)", "int(1)", "len(1)", "float(1)", "bool(1)", "repr(1)", "chr(1)", "hex(1)", "ord(1)", "os.path.join('a')", "path.join('a')", "os.getcwd()", "os.path.dirname(1)", "os.path.abspath(1)", "os.path.basename(1)", "input()", "any(x)", "all(x)", "isinstance(1, int)", "callable(1)", "textwrap.dedent('a')", "json.loads('a')", "other(1)",
    "typing.cast(str, 1)", "copy.copy(1)", "copy.deepcopy('a')", "os.getenv('A')", "os.getenv('A', 'b')", "os.getenv('A', 1)", "getenv('A', 'b')", "os.environ.get('A', 'b')", "environ.get('A', 'b')", "os.environ['A']", "environ['A']", "max(1, 2)", "max('a', 1)", "max(x)", "min(1)", "sum(1)", "abs(1)", "round(1)", "round()", "range(3)[0]", "list([1])[0]", "list(*[1])[0]", "tuple([1])[0]", "sorted([1, 2])[0]", "sorted([1, 'a'])[0]", "list(reversed([1]))[0]", "next(iter([1]))"]),
  "functions of the project with the same names": `def str(x): return x\n${py(["str(1)"])}`,
  "methods of strings": py(["lower()", "upper()", "strip()", "format(1)", "join(x)", "title()", "capitalize()", "lstrip()", "rstrip()", "replace('a', 'b')", "split(',')", "split(',')[0]", "encode()", "length"].map((method) => `"a".${method}`)),
  "operators": py(["f'{x}'", "'a' + 'b'", "'a' + x", "1 + 2", "x + 1", "1 - 2", "x - 1", "2 * 3", "'a' * 3", "3 * 'a'", "x * 3", "'%s' % x", "1 / 2", "1 // 2", "1 % 2", "2 ** 3", "-1", "-x", "not x", "x == 1", "x != 1", "x < 1", "x in y", "x not in y", "x is None", "x is not None", "x and 1", "x or 1", "None or 1", "0 or 'a'", "1 and 'a'", "1 if x else 2", "1 if x else 'a'", "[1] + [2]", "([1] + [2])[1]", "({'a': 'x'} | {'a': 1})['a']", "({'a': 'x'} | x)['a']", "(lambda: 1)()", "None", "True"]),
  "lists and dictionaries": py(["[1, 2][1]", "[1, 2][-1]", "[1, 2][9]", "(1, 2)[0]", "[*[1], 2][0]", "[*x, 2][0]", "{'a': 1}['a']", "{'a': 1}.get('a')", "{'a': 1}.get('b')", "{'a': 1}.get('b', 'c')", "{**x, 'a': 1}.get('b', 'c')", "{'a': 1}.get(x)", "dict(a=1)['a']", "dict(a=1, **x)['a']", "dict({'a': 1})['a']", "dict(x, a=1)['a']", "{'a': 1}.copy()['a']", "list({'a': 1}.values())[0]", "list({'a': 1}.keys())[0]", "list({'a': 1}.items())[0][1]", "{'a': 1, **x}['a']", "{**x, 'a': 1}['a']", "{x: 2, 'a': 1}['a']", "{'a': 1, x: 'b'}['a']", "[y for y in x][0]", "[1 for y in x][0]", "{y: 1 for y in x}['a']", "{y: 'a' for y in x}['a']", "{1 for y in x}"]),
  "loops": `for a in [1, 2]:
    LbTargetGroup(scope, anything, name=a)
for at, b in enumerate(["a"]):
    LbTargetGroup(scope, anything, name=at)
    LbTargetGroup(scope, anything, port=b)
for c, d in zip([1], ["a"]):
    LbTargetGroup(scope, anything, name=c)
    LbTargetGroup(scope, anything, port=d)
for e, f in zip(*x):
    LbTargetGroup(scope, anything, name=e)
for key, value in {"a": 1}.items():
    LbTargetGroup(scope, anything, port=key)
    LbTargetGroup(scope, anything, name=value)
for g in range(3):
    LbTargetGroup(scope, anything, name=g)
for h in sorted(x):
    LbTargetGroup(scope, anything, name=h)
for i in {"a": 1}:
    LbTargetGroup(scope, anything, port=i)
for j in "abc":
    LbTargetGroup(scope, anything, port=j)
for k, l in {**x, "a": 1}.items():
    LbTargetGroup(scope, anything, name=l)
for m in [1, "a"]:
    LbTargetGroup(scope, anything, name=m)
for n, (o, p) in enumerate([(1, "a")]):
    LbTargetGroup(scope, anything, name=o)`,
  "classes of the standard library": `class Colour(enum.Enum):
    RED = 1
class Level(enum.IntEnum):
    LOW = 1
class Name(str, enum.Enum):
    A = "a"
class Named(enum.StrEnum):
    A = enum.auto()
@dataclasses.dataclass
class Data:
    port: int
    name: str = "x"
    other: int = dataclasses.field(default=1)
    more: list = dataclasses.field(default_factory=list)
class Pair(typing.NamedTuple):
    port: int
    name: str
data = Data(1)
pair = Pair(1, "a")
keyed = Data(name="a", port=2)
${py(["Colour.RED", "Colour.RED.value", "Colour.RED.name", "Level.LOW", "Level.LOW.value", "Name.A", "Name.A.value", "Named.A", "Named.A.value", "data.port", "data.name", "data.other", "data.more", "pair.port", "pair.name", "keyed.port", "keyed.name", "Data(*x).port"])}`,
  "decorators": `import functools
class A:
    @property
    def one(self): return 1
    @functools.cached_property
    def two(self): return 1
    @staticmethod
    def three(): return 1
    @classmethod
    def four(cls): return 1
    @functools.lru_cache(maxsize=1)
    def five(self): return 1
    @functools.cache
    def six(self): return 1
    @typing.override
    def seven(self): return 1
    @typing.final
    def eight(self): return 1
    @beartype
    def nine(self): return 1
    @unheard
    def ten(self): return 1
    def eleven(self):
        yield 1
    async def twelve(self): return 1
a = A()
${py(["a.one", "a.two", "A.three()", "A.four()", "a.five()", "a.six()", "a.seven()", "a.eight()", "a.nine()", "a.ten()", "a.eleven()", "a.twelve()"])}`,
});
