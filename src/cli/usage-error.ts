/** A mistake in how the command was called: one line for the user, exit code 2, nothing to report. */
export class UsageError extends Error {}
