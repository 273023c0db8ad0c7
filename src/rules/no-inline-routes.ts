/** Routes written into a route table, where separate `Route` resources would not fight with it. */
import type { Expr } from "../model/ir.js";
import type { FieldSite, ProgramModel } from "../model/program.js";
import type { ClassSchema, PropertySchema, StructSchema } from "../providers-schema/types.js";
import { createRule, type Suggestion } from "./support/create-rule.js";
import { decidedBy } from "./support/facts.js";
import { classBeside } from "./support/import-edits.js";
import { nameAt, newName, placeOf } from "./support/names.js";
import { propertyNamed } from "./support/struct-edits.js";
import { hasComment, indentAt, newlineOf, quoted, removeMember } from "./support/text-edits.js";

export const noInlineRoutes = createRule<"inlineRoutes" | "separateRoutes">({
  name: "no-inline-routes",
  since: "0.1.0",
  description: "Prefer separate Route resources to routes written into a route table",
  level: "warn",
  type: "suggestion",
  hasSuggestions: true,
  messages: {
    inlineRoutes: "Routes inside `{{owner}}` fight with separate `Route` resources and replace each other on every apply; write `{{example}}` for each.",
    separateRoutes: "Create a `Route` for each route.",
  },
  check(program, report, source) {
    for (const site of program.fieldSites) {
      if (site.path.length > 0 || site.owner.kind !== "class" || site.entry.origin === "maybe") continue;
      const property = site.property ?? site.dropped;
      if (!property || property.name !== "route" || !isRouteTable(program, site.owner, property)) continue;
      const value = program.evaluate(site.entry.value);
      // An empty list takes routes away, which only the table itself can do.
      if (value.kind !== "list" || value.items.length === 0) continue;
      const tableId = program.dialect.name("routeTableId");
      const example = program.dialect.language === "python" ? `Route(self, "id", ${tableId}=…)` : `new Route(this, "id", { ${tableId}: … })`;
      report({ range: site.range, messageId: "inlineRoutes", data: { owner: site.owner.name, example }, facts: { ...decidedBy(program, site.owner.package), owner: site.owner.name, member: program.dialect.name(property.name), example }, suggest: separateRoutes(program, site, value.items, source.text) });
    }
  },
});

/** A resource with a block list `route` whose provider also has `Route`, which names its table. */
function isRouteTable(program: ProgramModel, owner: ClassSchema, property: PropertySchema): boolean {
  if (!owner.name.endsWith("RouteTable")) return false;
  const options = property.type.kind === "union" ? property.type.of : [property.type];
  if (!options.some((option) => option.kind === "list")) return false;
  // Before version 10 resources were grouped by service, or not at all.
  return routeConfig(program, owner.package, owner.module)?.properties.has("routeTableId") ?? false;
}

function routeConfig(program: ProgramModel, npmName: string, module: string): StructSchema | undefined {
  const pkg = program.schema.package(npmName);
  const config = pkg?.type("route", "RouteConfig") ?? pkg?.type(module, "RouteConfig");
  return config?.kind === "struct" ? config : undefined;
}

/** The routes as resources of their own, behind the table, in the file's way of naming classes. */
function separateRoutes(program: ProgramModel, site: FieldSite, items: readonly Expr[], text: string): Suggestion<"separateRoutes">[] | undefined {
  const { dialect } = program;
  const { call, entry, owner } = site;
  const isPython = dialect.language === "python";
  const config = routeConfig(program, owner.package, owner.module);
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
