const brand = Symbol.for('groundcrew.blocked');

/** Thrown by a step's `plan` when a person must do something first. The message is a whole sentence that says what. */
export class Blocked extends Error {
  readonly [brand] = true;
}

/** Whether `error` is a Blocked, of whichever copy of this module. */
export function isBlocked(error: unknown): error is Blocked {
  return typeof error === 'object' && error !== null && brand in error;
}
