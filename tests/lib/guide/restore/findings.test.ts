import { expect, it } from 'vitest';
import { compatibility, ofAnother, versionOfImage, type Compared } from '@/lib/guide/restore/findings';

const same: Compared = {
  parts: ['mongodb', 'elasticsearch', 'files'],
  mongodb: { then: '6.0.9', now: '6.0.26', compatibility: '6.0' },
  elasticsearch: { then: '7.17.18', now: '7.17.18' },
  clearml: { then: '3.25.0-612', now: '3.25.0-612' },
  files: { then: '/opt/allegro/data/fileserver', now: '/opt/allegro/data/fileserver' },
  layout: { then: 'guide', now: 'guide' },
};

it.each<[string, Partial<Compared>, string[]]>([
  ['the same versions', {}, []],
  ['another major version of MongoDB', { mongodb: { then: '6.0.9', now: '7.0.2', compatibility: '7.0' } }, ['refuse MongoDB 6.0.9']],
  ['a later MongoDB that still keeps to the old one', { mongodb: { then: '6.0.9', now: '7.0.2', compatibility: '6.0' } }, []],
  ['an older MongoDB', { mongodb: { then: '7.0.2', now: '6.0.9', compatibility: '6.0' } }, ['refuse MongoDB 7.0.2']],
  ['a MongoDB that is not restored', { parts: ['files'], mongodb: { then: '6.0.9', now: '7.0.2', compatibility: '7.0' } }, []],
  ['a later Elasticsearch of the same major version', { elasticsearch: { then: '7.17.1', now: '7.17.18' } }, []],
  ['an older one', { elasticsearch: { then: '7.17.18', now: '7.17.1' } }, ['refuse Elasticsearch 7.17.18']],
  ['the next major version', { elasticsearch: { then: '7.17.18', now: '8.1.0' } }, ['warn Elasticsearch 7.17.18']],
  ['the one after that', { elasticsearch: { then: '7.17.18', now: '9.0.0' } }, ['refuse Elasticsearch 7.17.18']],
  ['a later ClearML', { clearml: { then: '3.24.9', now: '3.25.0-612' } }, ['warn ClearML 3.24.9']],
  ['an older ClearML', { clearml: { then: '3.25.1', now: '3.25.0-612' } }, ['refuse ClearML 3.25.1']],
  ['another place of the files', { files: { then: '/opt/clearml/data/fileserver', now: '/opt/allegro/data/fileserver' } }, ['warn /opt/clearml/data/fileserver']],
  ['another layout', { layout: { then: 'oss', now: 'v3.29' } }, ['warn layout "oss"']],
  ['a backup that names no layout', { layout: { then: null, now: 'v3.29' } }, []],
  ['versions that are not known, which never count as fitting', { mongodb: { then: null, now: '6.0.1', compatibility: null }, elasticsearch: { then: '7.17.18', now: null } }, ['warn MongoDB', 'warn Elasticsearch']],
])('says of %s', (_what, differs, wanted) => {
  const found = compatibility({ ...same, ...differs });
  expect(found.map(({ outcome }) => outcome)).toEqual(wanted.map((each) => each.split(' ')[0]));
  for (const [at, { message }] of found.entries()) expect(message).toContain(wanted[at]!.split(' ').slice(1).join(' '));
});

it.each([['registry.test:5000/clearml/apiserver:3.25.0-612', '3.25.0-612'], ['registry.test:5000/apiserver', null], ['apiserver@sha256:1234', null], ['apiserver:latest', null], [undefined, null]])('reads the version of the image %s as %s', (image, version) => expect(versionOfImage(image)).toBe(version));

it('says what a backup of another server brings along, whatever that was called', () => {
  expect(ofAnother('a"\n\u202e', 'one')[0]?.message).toMatch(/^The backup was made of the server "a\\"\\n.*", and goes onto one: /);
  expect(ofAnother(null, 'one')).toMatchObject([{ outcome: 'warn', message: expect.stringContaining('was made elsewhere') as string }]);
});
