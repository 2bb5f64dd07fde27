import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import type { Redactor } from '@/lib/shell/redact';

/** The same error without the secrets that a server may have said back: in its sentences, its technical text and its cause. */
export function maskError(error: GroundcrewError, redactor: Redactor): GroundcrewError {
  const mask = (text: string | undefined) => (text === undefined ? undefined : redactor.redact(text));
  const { code, fields, reason, cause } = error;
  const masked = new GroundcrewError({ code, reason, message: redactor.redact(error.message), remedy: mask(error.remedy), detail: mask(error.detail), cause: maskCause(cause, redactor), ...(fields ? { fields } : {}) });
  if (error.field !== undefined) Object.assign(masked, { field: error.field });
  masked.stack = mask(error.stack) ?? '';
  // What lib/ssh hangs on it, such as the host key that was shown.
  for (const key of Object.getOwnPropertySymbols(error)) if (!(key in masked)) Object.assign(masked, { [key]: (error as unknown as Record<symbol, unknown>)[key] });
  return masked;
}

function maskCause(cause: unknown, redactor: Redactor): unknown {
  if (isGroundcrewError(cause)) return maskError(cause, redactor);
  if (!(cause instanceof Error)) return typeof cause === 'string' ? redactor.redact(cause) : undefined;
  return Object.assign(new Error(redactor.redact(cause.message)), { name: cause.name, stack: redactor.redact(cause.stack ?? '') });
}
