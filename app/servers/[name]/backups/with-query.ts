/** The query of an address, as Next gives it to a page. */
export type Query = Readonly<Record<string, string | string[] | undefined>>;

/** An address with its query, so that who signs in on the way comes back to the very same. */
export function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, each]));
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}
