const brand = Symbol.for('groundcrew.error');

/** The closed list of what can go wrong, as a caller would want to tell it apart. */
export const errorCodes = [
  'invalid_input', // the request does not fit its schema; `field` says where
  'unauthenticated', // nobody is signed in
  'forbidden', // signed in, but the policy says no; also a foreign Origin
  'not_found',
  'conflict', // the state has moved on, or the name is taken
  'throttled', // too many tries; the message says when to try again
  'locked', // another change holds the server
  'unreachable', // no route, refused, timed out, not SSH, name not found
  'host_key', // the server's key is unknown or has changed
  'login', // wrong password, key refused, passphrase wrong, expired
  'sudo', // sudo refused or cannot work
  'remote', // the server answered, but not with what is needed
  'storage', // database, key file or disk of the console
  'internal', // our own mistake
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export interface ErrorInput {
  code: ErrorCode;
  /** What happened, what was not changed: whole sentences. */
  message: string;
  /** What to do next: a whole sentence. */
  remedy?: string;
  /** The form field (dotted path) that the message belongs to. */
  field?: string;
  /** Several fields at once: dotted path to sentence. */
  fields?: Readonly<Record<string, string>>;
  /** A finer, stable word for tests and for the page, such as `connection.refused`. */
  reason?: string;
  /** The technical text, already redacted, shown one click away. */
  detail?: string;
  cause?: unknown;
}

/** An error whose text may be shown to the operator as it stands. */
export class GroundcrewError extends Error {
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly remedy: string | undefined;
  readonly field: string | undefined;
  readonly fields: Readonly<Record<string, string>> | undefined;
  readonly reason: string | undefined;
  readonly detail: string | undefined;

  constructor({ code, message, remedy, field, fields, reason, detail, cause }: ErrorInput) {
    super(message, { cause });
    this.name = 'GroundcrewError';
    this.code = code;
    this.remedy = remedy;
    this.field = field;
    this.fields = fields ?? (field === undefined ? undefined : { [field]: message });
    this.reason = reason;
    this.detail = detail;
  }
}

/** Whether `error` is one of ours, of whichever copy of this module. */
export function isGroundcrewError(error: unknown): error is GroundcrewError {
  return typeof error === 'object' && error !== null && brand in error;
}
