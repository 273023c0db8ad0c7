/** ESLint's view of a parsed Python file: traversal, text and the comments that switch rules on and off. */
import { ConfigCommentParser, Directive, type DirectiveType, TextSourceCodeBase, VisitNodeStep } from "@eslint/plugin-kit";
import type { PyComment, PyModule, PyNode } from "./nodes.js";

const commentParser = new ConfigCommentParser();

/** `eslint …`, `eslint-disable…`, `eslint-enable` at the start of a comment. */
const INLINE_CONFIG = /^\s*eslint(?:-enable|-disable(?:(?:-next)?-line)?)?(?:\s|$)/u;

const DIRECTIVES: ReadonlyMap<string, DirectiveType> = new Map([
  ["eslint-disable", "disable"],
  ["eslint-enable", "enable"],
  ["eslint-disable-line", "disable-line"],
  ["eslint-disable-next-line", "disable-next-line"],
]);

interface LintProblem {
  readonly ruleId: null;
  readonly message: string;
  readonly loc: PyNode["loc"];
}

export class PythonSourceCode extends TextSourceCodeBase {
  declare readonly ast: PyModule;
  private steps: VisitNodeStep[] | undefined;

  constructor({ text, ast }: { text: string; ast: PyModule }) {
    super({ text, ast, lineEndingPattern: /\r\n|[\r\n]/u } as ConstructorParameters<typeof TextSourceCodeBase>[0]);
  }

  get comments(): PyComment[] {
    return this.ast.comments;
  }

  getAllComments(): PyComment[] {
    return this.ast.comments;
  }

  override getParent(node: object): object | undefined {
    return (node as PyNode).parent;
  }

  /** Every node on the way in and on the way out; a loop, because code can be nested deeper than the stack. */
  override traverse(): Iterable<VisitNodeStep> {
    if (this.steps) return this.steps;
    const steps: VisitNodeStep[] = (this.steps = []);
    const stack: { node: PyNode; entered: boolean }[] = [{ node: this.ast, entered: false }];
    for (let item = stack.pop(); item; item = stack.pop()) {
      const { node, entered } = item;
      steps.push(new VisitNodeStep({ target: node, phase: entered ? 2 : 1, args: [node, node.parent] }));
      if (entered) continue;
      stack.push({ node, entered: true });
      for (let index = node.children.length - 1; index >= 0; index--) {
        const child = node.children[index];
        if (child) stack.push({ node: child, entered: false });
      }
    }
    return steps;
  }

  getInlineConfigNodes(): PyComment[] {
    return this.comments.filter((comment) => INLINE_CONFIG.test(comment.value));
  }

  getDisableDirectives(): { problems: LintProblem[]; directives: Directive[] } {
    const problems: LintProblem[] = [];
    const directives: Directive[] = [];
    for (const comment of this.getInlineConfigNodes()) {
      const parsed = commentParser.parseDirective(comment.value.trim());
      const type = parsed && DIRECTIVES.get(parsed.label);
      if (!parsed || !type) continue;
      directives.push(new Directive({ type, node: comment, value: parsed.value, justification: parsed.justification }));
    }
    return { problems, directives };
  }

  applyInlineConfig(): { configs: { config: { rules: object }; loc: PyNode["loc"] }[]; problems: LintProblem[] } {
    const problems: LintProblem[] = [];
    const configs: { config: { rules: object }; loc: PyNode["loc"] }[] = [];
    for (const comment of this.getInlineConfigNodes()) {
      const parsed = commentParser.parseDirective(comment.value.trim());
      if (parsed?.label !== "eslint") continue;
      const result = commentParser.parseJSONLikeConfig(parsed.value);
      if (result.ok) configs.push({ config: { rules: result.config }, loc: comment.loc });
      else problems.push({ ruleId: null, message: result.error.message, loc: comment.loc });
    }
    return { configs, problems };
  }
}
