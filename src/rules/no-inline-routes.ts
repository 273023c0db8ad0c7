/** Routes written into a route table, or rules into a security group, where separate resources would not fight with it. */
import type { Expr } from "../model/ir.js";
import type { FieldSite, ProgramModel } from "../model/program.js";
import type { ClassSchema, PropertySchema, StructSchema } from "../providers-schema/types.js";
import { createRule, type Suggestion } from "./support/create-rule.js";
import { decidedBy } from "./support/facts.js";
import { classBeside } from "./support/import-edits.js";
import { nameAt, newName, placeOf } from "./support/names.js";
import { propertyNamed } from "./support/struct-edits.js";
import { hasComment, indentAt, newlineOf, quoted, removeMember } from "./support/text-edits.js";
import { creation } from "./support/wording.js";

/** What may be written into a resource, and be a resource of its own instead. */
interface Inline {
  readonly member: string;
  /** Its kind in the plural, as messages say it. */
  readonly what: "Routes" | "Rules";
  /** Classes of the separate resource: the first that the provider has. */
  readonly separate: readonly string[];
  /** The argument of the separate resource that names what it belongs to. */
  readonly idKey: string;
}

const ROUTES: readonly Inline[] = [{ member: "route", what: "Routes", separate: ["Route"], idKey: "routeTableId" }];
const RULES: readonly Inline[] = (["Ingress", "Egress"] as const).map((direction) => ({
  member: direction.toLowerCase(),
  what: "Rules",
  separate: [`VpcSecurityGroup${direction}Rule`, "SecurityGroupRule"],
  idKey: "securityGroupId",
}));
const INLINE: ReadonlyMap<string, readonly Inline[]> = new Map([
  ["RouteTable", ROUTES],
  ["DefaultRouteTable", ROUTES],
  ["SecurityGroup", RULES],
  ["DefaultSecurityGroup", RULES],
]);

interface Options {
  /** The classes whose members are to be resources of their own. */
  readonly resources: readonly string[];
}

export const noInlineRoutes = createRule<"inlineRoutes" | "separateRoutes", Options>({
  name: "no-inline-routes",
  since: "0.1.0",
  description: "Prefer separate Route resources to routes written into a route table",
  level: "warn",
  type: "suggestion",
  hasSuggestions: true,
  options: {
    properties: { resources: { type: "array", uniqueItems: true, items: { enum: [...INLINE.keys()] } } },
    defaults: { resources: ["RouteTable", "DefaultRouteTable"] },
  },
  messages: {
    inlineRoutes: "{{what}} inside `{{owner}}` fight with separate `{{separate}}` resources and replace each other on every apply; write `{{example}}` for each.",
    separateRoutes: "Create a `Route` for each route.",
  },
  check(program, report, source, options) {
    const wanted = new Set(options.resources);
    for (const site of program.fieldSites) {
      if (site.path.length > 0 || site.owner.kind !== "class" || site.entry.origin === "maybe") continue;
      const property = site.property ?? site.dropped;
      const inline = wanted.has(site.owner.name) ? INLINE.get(site.owner.name)?.find(({ member }) => member === property?.name) : undefined;
      const separate = property && inline && separateClass(program, site.owner, property, inline);
      if (!separate) continue;
      const value = program.evaluate(site.entry.value);
      // An empty list takes everything away, which only the resource itself can do.
      if (value.kind !== "list" || value.items.length === 0) continue;
      const example = creation(program, separate, program.dialect.name(inline.idKey));
      report({
        range: site.range,
        messageId: "inlineRoutes",
        data: { what: inline.what, owner: site.owner.name, separate, example },
        facts: { ...decidedBy(program, site.owner.package), owner: site.owner.name, member: program.dialect.name(property.name), example },
        // A rule of a group may stand for several separate ones.
        suggest: inline.what === "Routes" ? separateRoutes(program, site, value.items, source.text) : undefined,
      });
    }
  },
});

/** The class of the separate resource, where the member is a list of blocks and the provider has such a class. */
function separateClass(program: ProgramModel, owner: ClassSchema, property: PropertySchema, { separate, idKey }: Inline): string | undefined {
  const options = property.type.kind === "union" ? property.type.of : [property.type];
  if (!options.some((option) => option.kind === "list")) return undefined;
  return separate.find((name) => configOf(program, owner, name)?.properties.has(idKey) === true);
}

/** The configuration of a resource class of the same provider. */
function configOf(program: ProgramModel, { package: npmName, module }: ClassSchema, name: string): StructSchema | undefined {
  const pkg = program.schema.package(npmName);
  // Before version 10 resources were grouped by service, or not at all.
  const config = pkg?.modulesDeclaring(`${name}Config`).map((home) => pkg.type(home, `${name}Config`))[0] ?? pkg?.type(module, `${name}Config`);
  return config?.kind === "struct" ? config : undefined;
}

/** The routes as resources of their own, behind the table, in the file's way of naming classes. */
function separateRoutes(program: ProgramModel, site: FieldSite, items: readonly Expr[], text: string): Suggestion<"separateRoutes">[] | undefined {
  const { dialect } = program;
  const { call, entry, owner } = site;
  const isPython = dialect.language === "python";
  const config = owner.kind === "class" ? configOf(program, owner, "Route") : undefined;
  const module = config && program.schema.package(owner.package)?.module(config.module);
  const construct = program.constructOf(call);
  const id = construct?.id && program.evaluate(construct.id);
  const rest = /^(?:;?[ \t]*)(?=[\r\n]|$)/u.exec(text.slice(call.range[1]));
  const isOwn = site.editable && entry.origin === "fresh" && entry.value.kind === "list" && entry.keyRange[0] > call.range[0] && entry.value.range[1] <= call.range[1];
  if (!config || !module || !rest || !isOwn || !construct?.scope || id?.kind !== "literal" || typeof id.value !== "string" || call.flow.inLoop) return undefined;
  // A comment among the routes would go with the list.
  if (hasComment([entry.keyRange[0], entry.value.range[1]], dialect.language, text)) return undefined;
  const end = call.range[1] + rest[0].trimEnd().length;
  const table = nameAt(program, call, { ...placeOf(call), start: end }) ?? (call.isStatement ? newName(program, construct, text) : undefined);
  const route = classBeside(program, call, module, "Route", text);
  if (!table || !route) return undefined;
  const separator = /[-_]/u.exec(id.value)?.[0] ?? "-";
  const scope = text.slice(...construct.scope.range);
  const lines: string[] = [];
  for (const [at, item] of items.entries()) {
    const given = membersOf(item, program);
    const members = given?.map(({ key, value }) => {
      const property = routeProperty(program, config, key);
      return property && { name: dialect.name(property.name), value: text.slice(...value.range) };
    });
    if (!members || members.some((member) => member === undefined)) return undefined;
    const all = [{ name: dialect.name("routeTableId"), value: `${table.name}.id` }, ...members.flatMap((member) => member ?? [])];
    const routeId = quoted(`${id.value}${separator}route${items.length > 1 ? `${separator}${at + 1}` : ""}`, text);
    lines.push(
      isPython
        ? `${route.name}(${scope}, ${routeId}, ${all.map(({ name, value }) => `${name}=${value}`).join(", ")})`
        : `new ${route.name}(${scope}, ${routeId}, { ${all.map(({ name, value }) => `${name}: ${value}`).join(", ")} })${rest[0].startsWith(";") ? ";" : ""}`,
    );
  }
  const indent = newlineOf(text) + indentAt(call.range[0], text);
  const edits = [...route.edits, ...table.edits, removeMember([entry.keyRange[0], entry.value.range[1]], text), { range: [end, end] as const, text: lines.map((line) => indent + line).join("") }];
  return [{ messageId: "separateRoutes", edits }];
}

/** What is given for a route, under the names that stand there. */
function membersOf(item: Expr, program: ProgramModel): { key: string; value: Expr }[] | undefined {
  const written: readonly { key: string | undefined; value: Expr }[] | undefined =
    item.kind === "record"
      ? item.entries.map((entry) => ("key" in entry ? entry : { key: undefined, value: entry.value }))
      : item.kind === "call" && program.evaluate(item).kind === "struct"
        ? item.args.map(({ name, value }) => ({ key: name, value }))
        : undefined;
  const members = written?.flatMap(({ key, value }) => (key === undefined ? [] : [{ key, value }]));
  return members?.length === written?.length ? members : undefined;
}

/** The property of a `Route` for a property of a route in a table: of the same name, or the `destination` of that name. */
function routeProperty(program: ProgramModel, config: StructSchema, key: string): PropertySchema | undefined {
  const names = [key, `destination_${key}`, `destination${key.charAt(0).toUpperCase()}${key.slice(1)}`];
  return names.map((name) => propertyNamed(program, config, name)).find((property) => property !== undefined);
}
