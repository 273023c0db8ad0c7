/** The shape that every rule of this plugin has: a check over the program model, with findings as ranges. */
import type { Rule } from "eslint";
import type { Range } from "../../model/ir.js";
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
}

export interface RuleDefinition<MessageId extends string> {
  readonly name: string;
  readonly description: string;
  /** Level in `recommended`: an error for what provably fails, a warning for advice. */
  readonly level: "error" | "warn";
  readonly type: "problem" | "suggestion";
  readonly fixable?: boolean;
  readonly messages: Readonly<Record<MessageId, string>>;
  check(program: ProgramModel, report: (finding: Finding<MessageId>) => void, source: LintedSource): void;
}

export interface CdktfRule extends Rule.RuleModule {
  readonly definition: RuleDefinition<string>;
  readonly level: "error" | "warn";
}

const DOCS = "https://github.com/eslint-plugin-cdktf/eslint-plugin-cdktf/blob/main/docs/rules";

/** Turns a definition into an ESLint rule that serves both languages. */
export function createRule<MessageId extends string>(definition: RuleDefinition<MessageId>): CdktfRule {
  return {
    definition: definition as unknown as RuleDefinition<string>,
    level: definition.level,
    meta: {
      type: definition.type,
      docs: { description: definition.description, url: `${DOCS}/${definition.name}.md`, recommended: true },
      ...(definition.fixable ? { fixable: "code" as const } : {}),
      schema: [],
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
            context.report({
              loc: { start: source.getLocFromIndex(start), end: source.getLocFromIndex(end) },
              messageId: finding.messageId,
              ...(finding.data ? { data: { ...finding.data } } : {}),
              ...(edits
                ? { fix: (fixer) => edits.map((edit) => fixer.replaceTextRange([edit.range[0], edit.range[1]], edit.text)) }
                : {}),
            });
          },
          source,
        );
      };
      return { Program: run, Module: run };
    },
  };
}
