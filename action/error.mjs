/** What a user of the action can put right. */
export class ActionError extends Error {}
