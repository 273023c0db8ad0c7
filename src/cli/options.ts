/** The command line of `cdktf-lint`. */
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { formatNames } from "../formatters/index.js";

export interface CliOptions {
  readonly paths: readonly string[];
  readonly format: string;
  readonly fix: boolean;
  /** -1 for any number. */
  readonly maxWarnings: number;
  readonly quiet: boolean;
  readonly rules: readonly string[];
  readonly strict: boolean;
  readonly providerVersion: string | undefined;
  /** `undefined`: as the terminal and the environment say. */
  readonly color: boolean | undefined;
}

const EXAMPLES = `
Examples:
  cdktf-lint                                  lint the project in this folder
  cdktf-lint stacks main.py                   lint a folder and a file
  cdktf-lint "src/**/*.ts"                    lint what a pattern matches
  cdktf-lint --fix                            repair what can be repaired safely
  cdktf-lint --format json > findings.json    write findings in ESLint's JSON format
  cdktf-lint --rule 'no-inline-routes: off'   without one rule
  cdktf-lint --provider-version 21.22.1       check against this version of the provider
  cdktf-lint schema RouteTable                show what the schema says of a class
  cdktf-lint ./schema                         lint a folder of that name

Exit codes:
  0  no findings, or warnings only
  1  findings of level error, or more warnings than --max-warnings
  2  could not run: wrong usage, a path that does not exist, an internal error`;

/**
 * Reads the command line.
 *
 * @param args what stands after the command
 * @returns the options, or the exit code if all is done (help, version, wrong usage)
 */
export function parseArguments(args: readonly string[], version: string): CliOptions | number {
  const command = new Command("cdktf-lint")
    .description("Lint infrastructure written with CDKTF or CDKTN, in TypeScript, JavaScript and Python.")
    .argument("[paths...]", "files, folders or globs (default: this folder)")
    .option("-f, --format <name>", `how findings are printed: ${formatNames.join(", ")}`, "stylish")
    .option("--fix", "repair what can be repaired without changing the meaning", false)
    .option("--max-warnings <number>", "exit with 1 if there are more warnings", wholeNumber, -1)
    .option("--quiet", "print errors only", false)
    .option("--rule <rule:level>", "set a rule's level, and options as JSON; may be repeated", (rule: string, rules: string[]) => [...rules, rule], [])
    .option("--strict", "all rules as errors", false)
    .option("--provider-version <version>", "provider version to check against, instead of the project's own", providerVersion)
    .option("--color", "colours even where there is no terminal")
    .option("--no-color", "no colours")
    .version(version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("(cdktf-lint --help shows how it is used)")
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /u, "cdktf-lint: ")) })
    .exitOverride();
  try {
    command.parse(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const options = command.opts<Omit<CliOptions, "paths" | "rules"> & { rule: string[] }>();
  return {
    paths: command.args.length > 0 ? command.args : ["."],
    format: options.format,
    fix: options.fix,
    maxWarnings: options.maxWarnings,
    quiet: options.quiet,
    rules: options.rule,
    strict: options.strict,
    providerVersion: options.providerVersion,
    color: options.color,
  };
}

function wholeNumber(text: string): number {
  if (!/^-?\d+$/u.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

function providerVersion(text: string): string {
  if (!/^\s*[\^~<>=v]*\s*\d+(?:\.[\dx*]+)*\S*/u.test(text)) throw new InvalidArgumentError("It must be a version such as 21.22.1.");
  return text.trim();
}
