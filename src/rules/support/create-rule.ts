/** The shape that every rule of this plugin has: a check over the program model, with findings as ranges. */
import type { Rule } from "eslint";
import type { Range } from "../../model/ir.js";
import type { Facts } from "./facts.js";
import { recordFacts, recording } from "./recording.js";
import type { ProgramModel } from "../../model/program.js";
import { type LintedSource, programOf, readSettings } from "../../project/program-of.js";

/** Replaces a range of the file's text. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

export interface Finding<MessageId extends string> {
  readonly range: Range;
  readonly messageId: MessageId;
  readonly data?: Readonly<Record<string, string>>;
  /** Edits that together cannot change the meaning, or certainly restore it. */
  readonly fix?: readonly Edit[] | undefined;
  /** Repairs that a person has to choose or to complete. */
  readonly suggest?: readonly Suggestion<MessageId>[] | undefined;
  /** What the schema says, for tools. */
  readonly facts?: Facts;
}

export interface Suggestion<MessageId extends string> {
  readonly messageId: MessageId;
  readonly data?: Readonly<Record<string, string>>;
  readonly edits: readonly Edit[];
}

/** What a rule takes as its options: one object, all of whose keys are optional. */
export interface RuleOptions<Options extends object> {
  /** JSON schemas of the keys. */
  readonly properties: Readonly<Record<keyof Options & string, object>>;
  readonly defaults: Options;
}

export interface RuleDefinition<MessageId extends string, Options extends object = object> {
  readonly name: string;
  /** Version of this package that brought the rule. */
  readonly since: string;
  readonly description: string;
  /** Level in `recommended`: an error for what provably fails, a warning for advice. */
  readonly level: "error" | "warn";
  readonly type: "problem" | "suggestion";
  readonly fixable?: boolean;
  readonly hasSuggestions?: boolean;
  readonly messages: Readonly<Record<MessageId, string>>;
  readonly options?: RuleOptions<Options>;
  check(program: ProgramModel, report: (finding: Finding<MessageId>) => void, source: LintedSource, options: Options): void;
}

export interface CdktfRule extends Rule.RuleModule {
  readonly definition: RuleDefinition<string>;
  readonly level: "error" | "warn";
}

const DOCS = "https://github.com/eslint-plugin-cdktf/eslint-plugin-cdktf/blob/main/docs/rules";

/** Turns a definition into an ESLint rule that serves both languages. */
export function createRule<MessageId extends string, Options extends object = object>(definition: RuleDefinition<MessageId, Options>): CdktfRule {
  const { options } = definition;
  return {
    definition: definition as unknown as RuleDefinition<string>,
    level: definition.level,
    meta: {
      type: definition.type,
      docs: { description: definition.description, url: `${DOCS}/${definition.name}.md`, recommended: true, level: definition.level } as Rule.RuleMetaData["docs"] & { level: string },
      ...(definition.fixable ? { fixable: "code" as const } : {}),
      ...(definition.hasSuggestions ? { hasSuggestions: true } : {}),
      schema: options ? [{ type: "object", properties: { ...options.properties }, additionalProperties: false }] : [],
      ...(options ? { defaultOptions: [options.defaults] } : {}),
      messages: { ...definition.messages },
      // Read by ESLint from 10.2 on; older versions ignore it.
      ...({ languages: ["js/js", "cdktf/python"] } as object),
    },
    create(context) {
      const source = context.sourceCode as unknown as LintedSource & Rule.RuleContext["sourceCode"];
      const run = (): void => {
        const program = programOf(source, context.physicalFilename, readSettings((context.settings as { cdktf?: unknown }).cdktf));
        if (!program) return;
        definition.check(
          program,
          (finding) => {
            const [start, end] = finding.range;
            const edits = finding.fix;
            const loc = { start: source.getLocFromIndex(start), end: source.getLocFromIndex(end) };
            if (finding.facts) recordFacts(source, { ruleId: context.id, messageId: finding.messageId, line: loc.start.line, column: loc.start.column + 1, facts: finding.facts });
            context.report({
              loc,
              messageId: finding.messageId,
              ...(finding.data ? { data: { ...finding.data } } : {}),
              ...(edits ? { fix: fixOf(edits) } : {}),
              ...(finding.suggest ? { suggest: finding.suggest.map(({ messageId, data, edits: changes }) => ({ messageId, ...(data ? { data: { ...data } } : {}), fix: fixOf(changes) })) } : {}),
            });
          },
          source,
          (context.options[0] ?? {}) as Options,
        );
      };
      const recorded = (): void => recording(source, run);
      return { Program: recorded, Module: recorded };
    },
  };
}

/** ESLint takes edits that overlap for a fault of the rule, and stops: then the finding goes without repair. */
function fixOf(edits: readonly Edit[]): Rule.ReportFixer {
  const sorted = [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  const overlap = sorted.some((edit, at) => edit.range[0] < (sorted[at - 1]?.range[1] ?? 0));
  return (fixer) => (overlap ? null : sorted.map((edit) => fixer.replaceTextRange([edit.range[0], edit.range[1]], edit.text)));
}
