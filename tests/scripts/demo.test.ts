import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pages, printout } from '../../scripts/demo/printout.mjs';

const info = {
  name: 'demo', address: '127.0.0.10', port: 22, hostKey: 'SHA256:abc', privateKey: '/cache/keys/id',
  users: { deploy: { password: 'deploy-password' }, ops: { password: 'a b $x\'"\\' } }, web: { user: 'support' },
  registry: { host: 'registry.test', user: 'groundcrew', password: 'registry-password' }, publicRegistry: { helloWorld: 'public.test/hello-world' },
  apt: { url: 'http://apt.test/linux/ubuntu', keyFingerprint: 'ABCD' },
};

/** Where each page's labels are written, besides the words of the printout itself. */
const sources: Record<string, string> = {
  'Connect a server': 'components/servers/profile-form.tsx',
  'Settings: Access': 'components/settings-form/access-fields.tsx',
  'Settings: Support user': 'components/settings-form/support-password.tsx',
  'Settings: Registry': 'components/settings-form/registry-fields.tsx',
  'Settings: Network': 'components/settings-form/network-fields.tsx',
};

test.each(Object.entries(sources))('%s: the labels are those of the form, in its order', (title, file) => {
  const form = readFileSync(file, 'utf8');
  const page = pages(info, '/checkout').find((each) => each.title === title);
  const places = page?.fields.map(([label]) => Math.max(...["label=\"L\"", "legend=\"L\"", "'L'"].map((shape) => form.indexOf(shape.replace('L', label ?? '')))));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places?.toSorted((a, b) => a - b));
});

test('the choices are worded as on the cards', () => {
  const cards = readFileSync('components/servers/profile-form.tsx', 'utf8') + readFileSync('components/settings-form/access-fields.tsx', 'utf8');
  const chosen = pages(info, '/checkout').flatMap(({ fields }) => fields).filter(([label]) => ['The console signs in with', 'To become root, sudo wants', 'Access'].includes(label ?? ''));
  expect(chosen).toHaveLength(3);
  for (const [, value] of chosen) expect(cards).toContain(`label: '${value}'`);
});

test('the login without a password for sudo comes first, and the awkward password has a line to itself', () => {
  const lines = printout(info, '/checkout').split('\n');
  expect(lines.findIndex((line) => line.includes('deploy-password'))).toBeLessThan(lines.indexOf(info.users.ops.password));
  expect(lines).toContain(info.users.ops.password);
});

test('a line of ssh leads to the very server and login that the wizard is given', () => {
  const [connect] = pages(info, '/checkout');
  const of = (name: string) => connect?.fields.find(([label]) => label === name)?.[1] ?? '';
  expect(printout(info, '/checkout').split('\n').map((line) => line.trim())).toContain(`ssh -p ${of('SSH port')} ${of('Login')}@${of('Address')}`);
});
