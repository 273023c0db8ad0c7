/** Writes planned constructs in a language, with the imports, variables and helpers that people use. */

const TYPESCRIPT_IMPORTS = [["deep", 6], ["deepIndex", 1], ["deepIndexJs", 1], ["alias", 1], ["module", 1], ["require", 0.5], ["namespace", 1.5], ["root", 1]];
const PYTHON_IMPORTS = [["from", 6], ["alias", 1], ["dotted", 1], ["module", 1], ["fromRoot", 1], ["fromRootAlias", 1], ["root", 0.5], ["rootAlias", 1]];
const TYPESCRIPT_CARRIERS = [["literal", 5], ["constant", 1], ["annotated", 1], ["spread", 1], ["assign", 0.5], ["helper", 1], ["arrow", 0.5], ["field", 1]];
const PYTHON_CARRIERS = [["literal", 5], ["constant", 1], ["spread", 1], ["helper", 1], ["field", 1]];
/** TypeScript lets surplus keys pass in objects that others share, and so do we. */
const OWN_CARRIERS = new Set(["literal", "constant", "annotated"]);
/** Names that a binding cannot have. */
const RESERVED = /^(?:default|import|package|class|function|export|new|delete|void|scope)$/;

/** Writes one construct of a file. */
export class Writer {
  /**
   * @param world the package at a version
   * @param {"typescript" | "python"} language
   * @param {number} number of the construct in its file
   * @param names what the names that are imported in the file stand for
   * @param {{isAnnotated: boolean}} options whether dictionaries of arguments are always declared as `dict[str, Any]`
   */
  constructor(world, language, number, names, options) {
    Object.assign(this, { world, number, names, options });
    this.python = language === "python";
    this.dialect = world.dialects[language];
    this.imports = new Map();
    this.body = [];
    this.form = world.weighted(this.python ? PYTHON_IMPORTS : TYPESCRIPT_IMPORTS);
    this.count = 0;
  }

  import(local, line) {
    this.imports.set(line, local);
    this.names.set(local, line);
  }

  /** Whether a name can be bound by this line in the file. */
  isFree(local, line) {
    return !RESERVED.test(local) && [line, undefined].includes(this.names.get(local));
  }

  /** An expression for a type, imported as this construct imports. */
  ref(type, form = this.form) {
    const pkg = this.world.schema.package(type.package);
    const module = pkg.module(type.module);
    const { name } = type;
    const isRoot = module.name === "";
    if (isRoot && !["from", "deep", "alias"].includes(form)) return this.ref(type, this.python ? "from" : "deep");
    const path = this.dialect.modulePath(pkg.name, module);
    const bound = (local, line, expression = local) => {
      if (!this.isFree(local, line)) return undefined;
      this.import(local, line);
      return expression;
    };
    const alias = (stem, line) => {
      let local = `${stem}${this.number}`;
      while (!this.isFree(local, line(local))) local += "a";
      this.import(local, line(local));
      return local;
    };
    if (this.python) {
      const last = path.slice(path.lastIndexOf(".") + 1);
      switch (form) {
        case "from": return bound(name, `from ${path} import ${name}`) ?? this.ref(type, "alias");
        case "alias": return alias(name, (local) => `from ${path} import ${name} as ${local}`);
        case "dotted": return bound(`import ${path}`, `import ${path}`, `${path}.${name}`);
        case "module": return `${alias("module", (local) => `import ${path} as ${local}`)}.${name}`;
        case "fromRoot": return bound(last, `from ${pkg.python} import ${last}`, `${last}.${name}`) ?? this.ref(type, "fromRootAlias");
        case "fromRootAlias": return `${alias(last, (local) => `from ${pkg.python} import ${last} as ${local}`)}.${name}`;
        case "root": return bound(pkg.python, `import ${pkg.python}`, `${path}.${name}`);
        default: return bound("aws", `import ${pkg.python} as aws`, `aws.${last}.${name}`);
      }
    }
    switch (form) {
      case "deep": return bound(name, `import { ${name} } from "${path}";`) ?? this.ref(type, "alias");
      case "deepIndex": return bound(name, `import { ${name} } from "${path}/index";`) ?? this.ref(type, "alias");
      case "deepIndexJs": return bound(name, `import { ${name} } from "${path}/index.js";`) ?? this.ref(type, "alias");
      case "alias": return alias(name, (local) => `import { ${name} as ${local} } from "${path}";`);
      case "module": return `${alias("module", (local) => `import * as ${local} from "${path}";`)}.${name}`;
      case "require": return `${alias("required", (local) => `import ${local} = require("${path}");`)}.${name}`;
      case "namespace": return bound(module.name, `import { ${module.name} } from "${pkg.name}";`, `${module.name}.${name}`) ?? `${alias("space", (local) => `import { ${module.name} as ${local} } from "${pkg.name}";`)}.${name}`;
      default: return bound("aws", `import * as aws from "${pkg.name}";`, `aws.${module.name}.${name}`);
    }
  }

  key(name) {
    return this.dialect.name(name);
  }

  /** Binds an expression to a new variable in a line of its own. */
  hold(expression, annotation = "") {
    const name = `value${this.number}x${this.count++}`;
    this.body.push(this.python ? `${name}${annotation} = ${expression}` : `const ${name}${annotation} = ${expression};`);
    return name;
  }

  /** A node as an expression. */
  node(node) {
    const text = this.text(node);
    // An empty list would be one of anything.
    return node.kind !== "read" && this.world.random() < 0.04 && text.length > 2 ? this.hold(text) : text;
  }

  text(node) {
    switch (node.kind) {
      case "literal": return this.dialect.literal(node.value);
      case "list": return `[${node.items.map((item) => this.node(item)).join(", ")}]`;
      case "map": return `{${this.python ? '"key"' : "key"}: ${this.node(node.value)}}`;
      case "read": return `${this.sources[node.source]}.${this.key(node.attribute)}`;
      default: return this.struct(node);
    }
  }

  struct(node) {
    if (!this.python) return this.record(node.pairs);
    if (node.style === "kernel") return `{${node.pairs.map(({ name, node: value }) => `"${name}": ${this.node(value)}`).join(", ")}}`;
    if (node.style !== "call") return this.record(node.pairs);
    const type = this.ref(node.struct);
    return `${type}(${node.pairs.map(({ name, node: value }) => `${this.key(name)}=${this.node(value)}`).join(", ")})`;
  }

  record(pairs) {
    return `{${pairs.map(({ name, node }) => (this.python ? `"${this.key(name)}": ${this.node(node)}` : `${this.key(name)}: ${this.node(node)}`)).join(", ")}}`;
  }

  keywords(pairs) {
    return pairs.map(({ name, node }) => `${this.key(name)}=${this.node(node)}`);
  }

  /** The constructs whose attributes are read. */
  createSources(sources) {
    this.sources = sources.map(({ type, config }, at) => {
      const expression = this.create(this.ref(type), `"s${this.number}x${at}"`, config);
      return this.hold(expression);
    });
  }

  create(callee, id, config) {
    if (this.python) return `${callee}(${["scope", id, ...this.keywords(config.pairs)].join(", ")})`;
    return `new ${callee}(scope, ${id}, ${this.record(config.pairs)})`;
  }

  /** The construct itself: its configuration directly, or by way of something else. */
  construct(type, id, config, wanted) {
    const callee = this.ref(type);
    const isOwn = !this.python && wanted.kind === "unknown";
    const carriers = (this.python ? PYTHON_CARRIERS : TYPESCRIPT_CARRIERS).filter(([name]) => !isOwn || OWN_CARRIERS.has(name));
    this.carrier = config.pairs.length === 0 ? "literal" : this.world.weighted(carriers);
    if (this.python) this.pythonConstruct(callee, id, config);
    else this.typescriptConstruct(type, callee, id, config);
  }

  typescriptConstruct(type, callee, id, { pairs }) {
    const create = (given) => `new ${callee}(scope, ${id}, ${given});`;
    const half = pairs.length >> 1;
    const name = `${this.carrier}${this.number}`;
    let statement;
    switch (this.carrier) {
      case "constant": statement = create(this.hold(this.record(pairs))); break;
      case "annotated": {
        const config = this.ref({ ...type, name: `${type.name}Config` });
        statement = create(this.hold(this.record(pairs), `: ${config}`));
        break;
      }
      case "spread": {
        const rest = this.record(pairs.slice(half)).slice(1, -1);
        statement = create(half > 0 ? `{ ...${this.hold(this.record(pairs.slice(0, half)))}, ${rest} }` : `{ ...${this.hold(this.record(pairs))} }`);
        break;
      }
      case "assign": statement = create(`Object.assign({}, ${this.hold(this.record(pairs.slice(0, half)))}, ${this.record(pairs.slice(half))})`); break;
      case "helper": {
        const record = this.record(pairs);
        this.body.push(`function ${name}() { return ${record}; }`);
        statement = create(`${name}()`);
        break;
      }
      case "arrow": {
        const record = this.record(pairs);
        this.body.push(`const ${name} = () => (${record});`);
        statement = create(`${name}()`);
        break;
      }
      case "field": {
        const record = this.record(pairs);
        this.body.push(`class Field${this.number} {`, `  private readonly settings = ${record};`, "  build(scope: any) {", `    ${create("this.settings")}`, "  }", "}");
        statement = `new Field${this.number}().build(scope);`;
        break;
      }
      default: statement = create(this.record(pairs));
    }
    this.body.push(statement);
  }

  pythonConstruct(callee, id, { pairs }) {
    const create = (...given) => `${callee}(${["scope", id, ...given].join(", ")})`;
    const isAnnotated = this.options.isAnnotated || this.world.random() < 0.5;
    const dictionary = "dict[str, Any]";
    if (isAnnotated && this.carrier !== "literal") this.import("Any", "from typing import Any");
    const half = pairs.length >> 1;
    const name = `${this.carrier}${this.number}`;
    const annotation = isAnnotated ? `: ${dictionary}` : "";
    let statement;
    switch (this.carrier) {
      case "constant": statement = create(`**${this.hold(this.record(pairs), annotation)}`); break;
      case "spread": statement = create(`**${this.hold(this.record(pairs.slice(0, half)), annotation)}`, ...this.keywords(pairs.slice(half))); break;
      case "helper": {
        const record = this.record(pairs);
        this.body.push(`def ${name}()${isAnnotated ? ` -> ${dictionary}` : ""}:`, `    return ${record}`);
        statement = create(`**${name}()`);
        break;
      }
      case "field": {
        const record = this.record(pairs);
        this.body.push(`class Field${this.number}:`, "    def __init__(self):", `        self.settings${annotation} = ${record}`, "    def build(self, scope):", `        ${create("**self.settings")}`);
        statement = `Field${this.number}().build(scope)`;
        break;
      }
      default: statement = create(...this.keywords(pairs));
    }
    this.body.push(statement);
  }

  /** The construct imported wrongly; undefined if this way is not wrong for this class. */
  wronglyImported(type, id, config) {
    const callee = this.world.pick([() => this.unknownName(type), () => this.otherModule(type), () => this.fromTheRoot(type), () => this.unknownModule(type), () => this.unknownMember(type)])();
    if (callee === undefined) return false;
    this.carrier = "literal";
    this.body.push(this.python ? this.create(callee, id, config) : `${this.create(callee, id, config)};`);
    return true;
  }

  /** Imports a name from a place, wrongly. */
  wrong(name, from) {
    const local = `Wrong${this.number}`;
    this.import(local, this.python ? `from ${from} import ${name} as ${local}` : `import { ${name} as ${local} } from "${from}";`);
    return local;
  }

  place(type) {
    const pkg = this.world.schema.package(type.package);
    return { pkg, root: this.python ? pkg.python : pkg.name, path: this.dialect.modulePath(pkg.name, pkg.module(type.module)) };
  }

  unknownName(type) {
    return this.wrong(`${type.name}Zz`, this.place(type).path);
  }

  otherModule(type) {
    const { pkg } = this.place(type);
    const other = pkg.module(this.world.pick(pkg.moduleNames()));
    return other.typeNames.includes(type.name) ? undefined : this.wrong(type.name, this.dialect.modulePath(pkg.name, other));
  }

  fromTheRoot(type) {
    const { pkg, root } = this.place(type);
    return pkg.module("").typeNames.includes(type.name) ? undefined : this.wrong(type.name, root);
  }

  unknownModule(type) {
    const { root } = this.place(type);
    return this.wrong(type.name, this.python ? `${root}.zz_unknown` : `${root}/lib/zz-unknown`);
  }

  unknownMember(type) {
    return `${this.ref(type, this.world.pick(this.python ? ["module", "fromRootAlias", "rootAlias"] : ["module", "namespace", "root"]))}Zz`;
  }

  /** The construct created wrongly; false if this way is not wrong for this class. */
  wronglyCalled(type, id, config) {
    const callee = this.ref(type);
    const properties = this.world.schema.structProperties(config.struct);
    const record = this.record(config.pairs);
    this.carrier = "literal";
    if (!this.python) {
      this.body.push(this.world.pick([
        () => `${callee}(scope, ${id}, ${record});`,
        () => `new ${callee}(scope);`,
        () => `new ${callee}(scope, ${record});`,
        () => `new ${callee}(${id}, scope, ${record});`,
        () => `new ${callee}(scope, 5, ${record});`,
        () => `new ${callee}(scope, ${id}, ${record}, "extra");`,
      ])());
      return true;
    }
    const keywords = this.keywords(config.pairs);
    const call = (...given) => `${callee}(${given.join(", ")})`;
    const statement = this.world.pick([
      // With another meaning, if the resource has an argument of this name itself.
      () => (properties.has("id") && !config.pairs.some(({ name }) => name === "id") ? call("scope", `id=${id}`, ...keywords) : undefined),
      () => call("scope", ...keywords),
      () => call(id, "scope", ...keywords),
      () => call("scope", "5", ...keywords),
      () => call("scope", id, '"extra"', ...keywords),
      () => call("scope", id, record),
      () => (properties.has("config") ? undefined : call("scope", id, `config=${record}`)),
    ])();
    if (statement !== undefined) this.body.push(statement);
    return statement !== undefined;
  }
}
