/** The sign-in page, with the place to come back to. */
export function signInAddress(from: string): string {
  const next = safeNext(from);
  return next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}

/**
 * A path of this console, or "/". Another site's address, `//host`, a backslash form or the sign-in page itself
 * would make the link a trap, so they are dropped.
 */
export function safeNext(next: string | null | undefined): string {
  if (!next || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/';
  return /^\/(sign-in|setup)(?:[/?#]|$)/.test(next) ? '/' : next;
}

let isEnding = false;
/** Says that the operator is ending the session: what is refused meanwhile leads nowhere by itself. */
export const sessionIsEnding = (ending: boolean): void => {
  isEnding = ending;
};

/** Goes to the sign-in page by a full load: nothing of the ended session stays in memory. */
export function leaveForSignIn(): void {
  if (isEnding) return;
  const { pathname, search } = window.location;
  if (pathname === '/sign-in' || pathname === '/setup') return;
  window.location.assign(signInAddress(pathname + search));
}
