import { secret, type Secret } from '@/lib/core/secret';

/** Shorter parts of an address are words such as "hooks". */
const shortest = 8;

/** The secrets and, of those that are addresses, the parts that make them secret: whoever answers may name only these. */
export function secretsIn(secrets: Iterable<Secret>): Secret[] {
  return [...secrets].flatMap((each) => {
    const text = each.reveal();
    const url = URL.canParse(text) ? new URL(text) : null;
    const parts = url === null ? [] : [...url.pathname.split('/'), ...url.searchParams.values(), url.password, `${url.pathname}${url.search}`];
    return [each, ...parts.filter((part) => part.length >= shortest).map(secret)];
  });
}
