import { expect, it } from 'vitest';
import { inMountNamespace, whyNoMountNamespace } from '../../support/mount-namespace';

const file = '/opt/allegro/constants.env';

it.skipIf(whyNoMountNamespace !== null)('keeps a dated copy that only root may read, whatever the mode was', () => {
  const before = `mkdir /opt/allegro; echo BY=hand >${file}; chmod 0644 ${file}`;
  const { status, seen } = inMountNamespace('guide/installation/keep-copy.sh', [file], { before, after: `stat -c '%a %n' ${file}*; cat ${file}.before-*` });
  expect(status).toBe(0);
  expect(seen.replace(/\d{8}T\d{6}Z/, 'TIME')).toBe(`644 ${file}\n600 ${file}.before-TIME\nBY=hand\n`);
  expect(inMountNamespace('guide/installation/keep-copy.sh', [file], { after: 'ls /opt' })).toMatchObject({ status: 0, stdout: '', seen: '' });
});
