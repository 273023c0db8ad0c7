/** Routes written into a route table, where separate `Route` resources would not fight with it. */
import type { ProgramModel } from "../model/program.js";
import type { ClassSchema, PropertySchema } from "../providers-schema/types.js";
import { createRule } from "./support/create-rule.js";

export const noInlineRoutes = createRule<"inlineRoutes">({
  name: "no-inline-routes",
  description: "Prefer separate Route resources to routes written into a route table",
  level: "warn",
  type: "suggestion",
  messages: {
    inlineRoutes: "Routes inside `{{owner}}` fight with separate `Route` resources and replace each other on every apply; create a `Route` with `{{tableId}}` for each.",
  },
  check(program, report) {
    for (const site of program.fieldSites) {
      if (site.path.length > 0 || site.owner.kind !== "class" || site.entry.origin === "maybe") continue;
      const property = site.property ?? site.dropped;
      if (!property || property.name !== "route" || !isRouteTable(program, site.owner, property)) continue;
      const value = program.evaluate(site.entry.value);
      // An empty list takes routes away, which only the table itself can do.
      if (value.kind !== "list" || value.items.length === 0) continue;
      report({ range: site.range, messageId: "inlineRoutes", data: { owner: site.owner.name, tableId: program.dialect.name("routeTableId") } });
    }
  },
});

/** A resource with a block list `route` whose provider also has `Route`, which names its table. */
function isRouteTable(program: ProgramModel, owner: ClassSchema, property: PropertySchema): boolean {
  if (!owner.name.endsWith("RouteTable")) return false;
  const options = property.type.kind === "union" ? property.type.of : [property.type];
  if (!options.some((option) => option.kind === "list")) return false;
  // Before version 10 resources were grouped by service, or not at all.
  const pkg = program.schema.package(owner.package);
  const config = pkg?.type("route", "RouteConfig") ?? pkg?.type(owner.module, "RouteConfig");
  return config?.kind === "struct" && config.properties.has("routeTableId");
}
