import { GroundcrewError } from '@/lib/core/errors';

/** @throws GroundcrewError `invalid_input` `reach.url` for anything but http and https */
export function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new GroundcrewError({ code: 'invalid_input', reason: 'reach.url', message: 'This is not an http or https address.', remedy: 'Enter an address such as http://192.0.2.1:8080.' });
  }
  return url;
}
