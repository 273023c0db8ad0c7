/** The command line of `cdktf-lint`. */
import { InvalidArgumentError, Option } from "commander";
import type { Comparison } from "../consulted.js";
import { formatNames } from "../formatters/index.js";
import { commandNamed, parseInto } from "./command-line.js";
import type { SuppressionOptions } from "./suppressions.js";

/** Which part of the files is linted: every `count`th, from the `index`th on, both from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** A format, and where it goes: standard output unless there is a file. */
export interface ReportRequest {
  readonly format: string;
  readonly file: string | undefined;
}

export interface CliOptions extends SuppressionOptions {
  readonly paths: readonly string[];
  readonly reports: readonly ReportRequest[];
  readonly fix: boolean;
  /** -1 for any number. */
  readonly maxWarnings: number;
  readonly quiet: boolean;
  readonly rules: readonly string[];
  readonly strict: boolean;
  /** `undefined`: the one that is found; `false`: none. */
  readonly config: string | false | undefined;
  /** Only what is new since this git revision. */
  readonly since: string | undefined;
  readonly shard: Shard | undefined;
  readonly providerVersion: string | undefined;
  readonly cache: boolean;
  readonly cacheLocation: string | undefined;
  readonly cacheStrategy: Comparison;
  /** Number of threads. */
  readonly concurrency: number | "auto" | "off";
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
  cdktf-lint -f sarif -o findings.sarif -f github   write a file and print annotations
  cdktf-lint --rule 'no-inline-routes: off'   without one rule
  cdktf-lint --provider-version 21.22.1       check against this version of the provider
  cdktf-lint --since main                     only what is new on this branch
  cdktf-lint --shard 1/3 -f json -o 1.json    lint a third of the files
  cdktf-lint merge 1.json 2.json 3.json       one report of all parts
  cdktf-lint --suppress-all                   take what is there as known (a baseline)
  cdktf-lint init                             set up ESLint, pre-commit and a workflow
  cdktf-lint schema RouteTable                show what the schema says of a class
  cdktf-lint rules                            list the rules
  cdktf-lint explain no-inline-routes         print the page of a rule
  cdktf-lint explain stacks/main.py:129       tell what stands behind a finding
  cdktf-lint ./schema                         lint a folder of that name

Exit codes:
  0  no findings, or warnings only
  1  findings of level error, or more warnings than --max-warnings
  2  could not run: wrong usage, a path that does not exist, an internal error;
     or not all was done: a file could not be read or repaired, or suppressions
     are left that nothing needs any more`;

/**
 * Reads the command line.
 *
 * @param args what stands after the command
 * @returns the options, or the exit code if all is done (help, version, wrong usage)
 */
export function parseArguments(args: readonly string[], version: string): CliOptions | number {
  const requests = new ReportRequests();
  const command = commandNamed("cdktf-lint", "Lint infrastructure written with CDKTF or CDKTN, in TypeScript, JavaScript and Python.")
    .argument("[paths...]", "files, folders or globs (default: this folder)")
    .addOption(requests.formatOption)
    .addOption(requests.fileOption)
    .option("--fix", "repair what can be repaired without changing the meaning", false)
    .option("--max-warnings <number>", "exit with 1 if there are more warnings", wholeNumber, -1)
    .option("--quiet", "print errors only", false)
    .option("--rule <rule:level>", "set a rule's level, and options as JSON; may be repeated", (rule: string, rules: string[]) => [...rules, rule], [])
    .option("--strict", "all rules as errors", false)
    .option("--since <revision>", "only findings that are new since a git revision")
    .option("--shard <part>", "lint one part of the files, for example 1/3; cdktf-lint merge makes one report of all", shard)
    .option("--suppress-all", "record all errors in eslint-suppressions.json as known", false)
    .option("--suppress-rule <rule>", "record the errors of one rule; may be repeated", (rule: string, rules: string[]) => [...rules, rule], [])
    .option("--prune-suppressions", "remove suppressions that nothing needs any more", false)
    .option("--pass-on-unpruned-suppressions", "do not fail because of suppressions that nothing needs any more", false)
    .option("--suppressions-location <path>", "another suppressions file")
    .option("--config <path>", "read this configuration instead of the nearest one")
    .option("--no-config", "read no configuration")
    .option("--provider-version <version>", "provider version to check against, instead of the project's own", providerVersion)
    .option("--cache", "keep findings, and look again only at what they no longer hold for", false)
    .option("--cache-location <path>", "file or folder to keep them in (default: the user's cache folder)")
    .addOption(new Option("--cache-strategy <strategy>", "how a changed file is known: by its time and size, or by its content").choices(["metadata", "content"]).default("metadata"))
    .option("--concurrency <threads>", "a number of threads, auto or off", threads, "off")
    .option("--color", "colours even where there is no terminal")
    .option("--no-color", "no colours")
    .version(version, "-v, --version", "print the version")
    .addHelpText("after", EXAMPLES);
  const done = parseInto(command, args);
  if (done !== undefined) return done;
  const options = command.opts<Omit<CliOptions, "paths" | "rules" | "config" | "suppressRules"> & { rule: string[]; suppressRule: string[]; config: string | boolean | undefined }>();
  return {
    paths: command.args.length > 0 ? command.args : ["."],
    reports: requests.list(),
    fix: options.fix,
    maxWarnings: options.maxWarnings,
    quiet: options.quiet,
    rules: options.rule,
    strict: options.strict,
    // `true` is what commander makes of an option that is not negated.
    config: options.config === true ? undefined : options.config,
    since: options.since,
    shard: options.shard,
    suppressAll: options.suppressAll,
    suppressRules: options.suppressRule,
    pruneSuppressions: options.pruneSuppressions,
    passOnUnprunedSuppressions: options.passOnUnprunedSuppressions,
    suppressionsLocation: options.suppressionsLocation,
    providerVersion: options.providerVersion,
    cache: options.cache,
    cacheLocation: options.cacheLocation,
    cacheStrategy: options.cacheStrategy,
    concurrency: options.concurrency,
    color: options.color,
  };
}

/** Formats and files in the order of the command line: each file belongs to the format before it, or to the first. */
export class ReportRequests {
  readonly formatOption = new Option("-f, --format <name>", `how findings are printed: ${formatNames.join(", ")} (default: stylish); may be repeated, each with its file`).argParser((name) => this.#addFormat(name));
  readonly fileOption = new Option("-o, --output-file <file>", "write the format before it to a file instead").argParser((file) => this.#addFile(file));
  readonly #formats: { format: string; file: string | undefined }[] = [];
  #early: string | undefined;

  #addFormat(format: string): string {
    this.#formats.push({ format, file: this.#early });
    this.#early = undefined;
    return format;
  }

  #addFile(file: string): string {
    const last = this.#formats.at(-1);
    if (file.trim() === "") throw new InvalidArgumentError("It must be the name of a file.");
    if ((last?.file ?? this.#early) !== undefined) throw new InvalidArgumentError("Write a --format before each --output-file.");
    if (last) last.file = file;
    else this.#early = file;
    return file;
  }

  list(): readonly ReportRequest[] {
    return this.#formats.length > 0 ? this.#formats : [{ format: "stylish", file: this.#early }];
  }
}

function shard(text: string): Shard {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/u.exec(text.trim()) ?? []).map(Number);
  if (!index || !count || index > count) throw new InvalidArgumentError("It must be a part of the whole, such as 1/3, 2/3 or 3/3.");
  return { index, count };
}

/** An option's number. */
export function wholeNumber(text: string): number {
  if (!/^-?\d+$/u.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

function threads(text: string): number | "auto" | "off" {
  if (text === "auto" || text === "off") return text;
  if (!/^[1-9]\d*$/u.test(text)) throw new InvalidArgumentError('It must be a number from 1, "auto" or "off".');
  return Number(text);
}

function providerVersion(text: string): string {
  if (!/^\s*[\^~<>=v]*\s*\d+(?:\.[\dx*]+)*\S*/u.test(text)) throw new InvalidArgumentError("It must be a version such as 21.22.1.");
  return text.trim();
}
