/** Checks of the verification and of preflight that tell of a running server what no probe does, by their ids: they are asked when it is asked why it is down. */
export const alsoAsked: readonly string[] = ['verification/web-from-outside', 'verification/configuration', 'beyond/names'];
