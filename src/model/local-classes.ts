/** Classes of the project as values: those that were read, and those of other files of which no more than the outline is known. */
import type { CallExpr, ClassInfo, Expr, SourceModel } from "./ir.js";
import type { ProjectFile } from "./modules.js";
import { classNamed, type ClassOutline } from "./outline.js";

/** A class of the project. */
export interface LocalClassValue {
  readonly kind: "localClass";
  /** All of it; reads the class's file where only its outline is known. */
  readonly cls: ClassInfo;
  /** What is known of a class of another file without reading that. */
  readonly outlined?: OutlinedClass;
}

/** An object of a class of the project. */
export interface LocalInstanceValue {
  readonly kind: "localInstance";
  readonly cls: ClassInfo;
  readonly outlined?: OutlinedClass | undefined;
  readonly call: CallExpr | undefined;
}

/** A class of another file that has not been read yet, and need not be for what its outline tells. */
export class OutlinedClass implements LocalClassValue {
  readonly kind = "localClass";

  constructor(
    readonly file: ProjectFile,
    /** The name that its file has it under. */
    private readonly exported: string,
    readonly outline: ClassOutline,
  ) {}

  get outlined(): this {
    return this;
  }

  get cls(): ClassInfo {
    return classNamed(this.exported, this.file.model) ?? unreadClass(this.file.model, this.outline.name);
  }
}

class OutlinedInstance implements LocalInstanceValue {
  readonly kind = "localInstance";

  constructor(
    readonly outlined: OutlinedClass,
    readonly call: CallExpr | undefined,
  ) {}

  get cls(): ClassInfo {
    return this.outlined.cls;
  }
}

/** What a call of a class gives. */
export function instanceOf(cls: LocalClassValue, call: CallExpr | undefined): LocalInstanceValue {
  return cls.outlined ? new OutlinedInstance(cls.outlined, call) : { kind: "localInstance", cls: cls.cls, call };
}

/** The name of the class that a value is, or is an object of, as it is declared. */
export function classNameOf(value: LocalClassValue | LocalInstanceValue): string {
  return value.outlined ? value.outlined.outline.name : value.cls.name;
}

/** The file that declares that class. */
export function classFileOf(value: LocalClassValue | LocalInstanceValue): string {
  return value.outlined ? value.outlined.file.filename : value.cls.file.filename;
}

/** The same for the same class, by whichever way it was found. */
export function keyOf(value: LocalClassValue | LocalInstanceValue): unknown {
  return value.outlined ? `${classFileOf(value)}\0${classNameOf(value)}` : value.cls;
}

/** What a class is that is not in its file any more: anything. */
function unreadClass(file: SourceModel, name: string): ClassInfo {
  const unknown: Expr = { kind: "unknown", range: [0, 0], parts: [] };
  return {
    name, nameRange: [0, 0], range: [0, 0], bases: [unknown], isAbstract: false, decorators: [unknown], methods: new Map(), fields: new Map(), declared: new Map(),
    isOpen: true, scope: file.scope, file,
  };
}
