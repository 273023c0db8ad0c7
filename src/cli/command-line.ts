/** What every command line of `cdktf-lint` has in common: its help, its complaints, its exit codes. */
import { Command, CommanderError } from "commander";

/** A command that leaves exiting to the caller. */
export function commandNamed(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .helpOption("-h, --help", "print this help")
    .showHelpAfterError(`(${name} --help shows how it is used)`)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /u, "cdktf-lint: ")) })
    .exitOverride();
}

/**
 * Reads arguments into a command.
 *
 * @param check what commander cannot check; it complains by `command.error`
 * @returns the exit code if all is done (help, version, wrong usage)
 */
export function parseInto(command: Command, args: readonly string[], check?: () => void): number | undefined {
  try {
    command.parse(args, { from: "user" });
    check?.();
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}
