import { expect, it } from 'vitest';
import { refuseUnknownName } from '@/lib/services/listening-name';

// RFC 6761: no name below "invalid" ever resolves.
it.each(['console.invalid', ' console.invalid '])('says of %o that this machine does not know the name, not that others reach it', async (host) => {
  await expect(refuseUnknownName(host)).rejects.toMatchObject({ reason: 'environment', message: 'HOST is "console.invalid", a name that this machine cannot resolve, so the console cannot listen there.' });
});

it.each([undefined, '', 'localhost', '127.0.0.1', '0.0.0.0', '::', 'not a name'])('leaves %o to the environment\'s own rules', async (host) => {
  await expect(refuseUnknownName(host)).resolves.toBeUndefined();
});
