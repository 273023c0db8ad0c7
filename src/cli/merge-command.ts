/** `cdktf-lint merge`: one report of the reports of several runs. */
import { commandNamed, parseInto } from "./command-line.js";
import { finish } from "./finish.js";
import { ReportRequests, wholeNumber } from "./options.js";
import { prepareReports } from "./reports.js";
import { merged } from "./shards.js";

interface Options {
  readonly maxWarnings: number;
  readonly quiet: boolean;
  /** `undefined`: as the terminal and the environment say. */
  readonly color?: boolean;
}

const HELP = `
Examples:
  cdktf-lint merge 1.json 2.json 3.json                    print what --shard 1/3, 2/3 and 3/3 found
  cdktf-lint merge reports/*.json -f sarif -o all.sarif    write it as SARIF

The exit code is that of one run over all files.`;

/** Runs `cdktf-lint merge …`; the result is the exit code. */
export async function runMergeCommand(args: readonly string[]): Promise<number> {
  const requests = new ReportRequests();
  const command = commandNamed("cdktf-lint merge", "Make one report of the JSON reports of several runs, such as those of --shard.")
    .argument("<reports...>", "files that --format json has written")
    .addOption(requests.formatOption)
    .addOption(requests.fileOption)
    .option("--max-warnings <number>", "exit with 1 if there are more warnings", wholeNumber, -1)
    .option("--quiet", "print errors only", false)
    .option("--color", "colours even where there is no terminal")
    .option("--no-color", "no colours")
    .addHelpText("after", HELP);
  const done = parseInto(command, args);
  if (done !== undefined) return done;
  const cwd = process.cwd();
  const { maxWarnings, quiet, color } = command.opts<Options>();
  const options = { reports: requests.list(), maxWarnings, quiet, color };
  // Read before any file is touched: a report may be written over one of those that it is made of.
  const results = merged(command.args, cwd);
  return finish(results, options, await prepareReports(options.reports, cwd), cwd);
}
