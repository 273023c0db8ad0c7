/** A scope manager without analysis, for runs in which no rule asks for scopes. */

interface EmptyVariable {
  readonly name: string;
  readonly defs: [];
  readonly references: [];
  readonly identifiers: [];
  readonly scope: object;
}

/** Satisfies what ESLint itself does with a scope manager: one global scope that holds the configured globals. */
export function emptyScopeManager(program: object): object {
  const set = new Map<string, EmptyVariable>();
  const variables: EmptyVariable[] = [];
  const scope = {
    type: "global",
    isStrict: true,
    block: program,
    upper: null,
    childScopes: [],
    references: [],
    through: [],
    implicit: { set: new Map(), variables: [], left: [] },
    set,
    variables,
  };
  const addGlobals = (names: readonly string[]): void => {
    for (const name of names) {
      if (set.has(name)) continue;
      const variable: EmptyVariable = { name, defs: [], references: [], identifiers: [], scope };
      set.set(name, variable);
      variables.push(variable);
    }
  };
  return {
    scopes: [scope],
    globalScope: scope,
    acquire: () => scope,
    acquireAll: () => [scope],
    getDeclaredVariables: () => [],
    isModule: () => true,
    isStrictModeSupported: () => true,
    addGlobals,
  };
}
