import path from 'node:path';
import { expect, it } from 'vitest';
import { parseEnvironment } from '@/lib/services/environment';
import { resetCommand } from '@/lib/services/reset-command';

const usual = path.resolve('./data');
const commandOf = (source: Parameters<typeof parseEnvironment>[0]) => resetCommand(parseEnvironment(source), usual);

it('names the data directory where it is not the usual one, as a shell takes it, and to nobody from outside', () => {
  expect(commandOf({})).toBe('npm run admin -- reset-password <name>');
  expect(commandOf({ DATA_DIR: './data', PUBLIC_URL: 'https://groundcrew.example.com' })).toBe('npm run admin -- reset-password <name>');
  expect(commandOf({ DATA_DIR: '/srv/groundcrew' })).toBe('DATA_DIR=/srv/groundcrew npm run admin -- reset-password <name>');
  expect(commandOf({ DATA_DIR: "/srv/it's here" })).toBe(`DATA_DIR='/srv/it'\\''s here' npm run admin -- reset-password <name>`);
  for (const open of [{ PUBLIC_URL: 'https://groundcrew.example.com' }, { HOST: '0.0.0.0', GROUNDCREW_ALLOW_INSECURE_HOST: '1' }])
    expect(commandOf({ ...open, DATA_DIR: '/srv/groundcrew' })).toBe('DATA_DIR=<its data directory> npm run admin -- reset-password <name>');
});

it('is the command of the service where that runs', () => {
  expect(commandOf({ INVOCATION_ID: 'f00d', DATA_DIR: '/var/lib/groundcrew-console', PUBLIC_URL: 'https://groundcrew.example.com' })).toBe('sudo /opt/groundcrew/admin reset-password <name>');
  expect(commandOf({ INVOCATION_ID: 'f00d', DATA_DIR: '/srv/groundcrew' })).toBe('DATA_DIR=/srv/groundcrew npm run admin -- reset-password <name>');
});
