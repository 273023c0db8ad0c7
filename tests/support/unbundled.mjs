/** The command as modules, each a file, where the published one is a single file: for whoever counts what is loaded or called. */
const { runCommand } = await import("../../dist/cli/command.js");
await runCommand();
