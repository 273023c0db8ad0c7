/** Which code certainly runs together: once each, in one go. */
import type { CallExpr, ClassInfo, FunctionInfo, SourceModel } from "./ir.js";

/** A function body, a constructor with the methods that it certainly calls, or the module's top level. */
export interface Region {
  readonly calls: readonly CallExpr[];
  readonly cls: ClassInfo | undefined;
}

/** The regions of a file. Calls in loops and branches are in none: they may run more than once or not at all. */
export function regionsOf(file: SourceModel): readonly Region[] {
  const regions: Region[] = [{ calls: file.calls.filter((call) => isCertain(call) && call.flow.fn === undefined && call.flow.cls === undefined), cls: undefined }];
  const inConstructors = new Set<FunctionInfo>();
  for (const cls of file.classes) {
    const constructor = cls.methods.get("constructor") ?? cls.methods.get("__init__");
    if (!constructor) continue;
    const functions = reachable(cls, constructor);
    for (const fn of functions) inConstructors.add(fn);
    regions.push({ calls: [...functions].flatMap((fn) => fn.calls.filter(isCertain)), cls });
  }
  for (const fn of file.functions) {
    if (!inConstructors.has(fn)) regions.push({ calls: fn.calls.filter(isCertain), cls: fn.cls });
  }
  return regions;
}

function isCertain(call: CallExpr): boolean {
  return !call.flow.inLoop && !call.flow.inBranch;
}

/** The constructor and the methods of the same class that it calls just once. */
function reachable(cls: ClassInfo, constructor: FunctionInfo): ReadonlySet<FunctionInfo> {
  const reached = new Set<FunctionInfo>([constructor]);
  for (const fn of reached) {
    const methods = fn.calls.flatMap((call) => {
      if (call.callee.kind !== "member" || call.callee.object.kind !== "self") return [];
      const method = cls.methods.get(call.callee.property);
      return method ? [{ call, method }] : [];
    });
    for (const { call, method } of methods) {
      const isOnce = methods.filter((other) => other.method === method).length === 1;
      // Parameters may make another id of each call; a method that returns early may not get to its end.
      if (isCertain(call) && isOnce && !method.isGetter && !method.isStatic) reached.add(method);
    }
  }
  return reached;
}
