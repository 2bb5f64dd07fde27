import { expect, it } from 'vitest';
import { channelKinds, kindNames } from '@/components/channels/channel-kinds';
import { channelValues, judgeChannel, toChannelInput } from '@/components/channels/channel-values';
import { channelsSentence, whatItGets } from '@/components/channels/channel-words';
import { channelSettings, type Channel } from '@/lib/contract/channel';

it('has a field for everything that the contract asks of a kind, and none besides', () => {
  expect([...kindNames].sort()).toEqual(channelSettings.options.map(({ shape }) => shape.kind.value).sort());
  for (const { shape } of channelSettings.options) {
    const { kind, ...fields } = shape;
    expect(channelKinds[kind.value].fields.map(({ name }) => name).sort(), kind.value).toEqual(Object.keys(fields).sort());
  }
});

const stored: Channel = {
  id: '00000000000000000000', name: 'Night shift', isOn: true, kind: 'email', least: 'fail', servers: ['alpha'], quiet: { from: '22:00', to: '07:00', zone: 'Europe/Berlin' }, weeklyTest: false,
  settings: { host: 'smtp.example.com', port: 465, security: 'tls', user: 'me', from: 'a@example.com', to: ['b@example.com', 'c@example.com'] }, secrets: { password: { isSet: true } }, last: null,
};

it('gives back what is stored when nothing is typed', () => {
  const { input, errors } = judgeChannel('email', channelValues('email', stored), stored.secrets);
  expect(errors).toBeNull();
  expect(input).toEqual({ name: 'Night shift', isOn: true, least: 'fail', servers: ['alpha'], quiet: stored.quiet, weeklyTest: false, settings: { kind: 'email', ...stored.settings, password: { action: 'keep' } } });
});

it('says all that is wrong in one round, each at its field', () => {
  const values = { ...channelValues('email', null), scope: 'some' as const };
  Object.assign(values.settings, { to: 'a@example.com, not an address', port: '99999' });
  expect(Object.keys(judgeChannel('email', values, {}).errors ?? {}).sort()).toEqual(['name', 'servers', 'settings.from', 'settings.host', 'settings.port', 'settings.to']);
  expect(judgeChannel('slack', channelValues('slack', null), {}).errors).toEqual({ name: 'Enter a name.', 'settings.url': 'Enter the webhook address.' });
  const cleared = { ...channelValues('slack', null), name: 'Ops', settings: { url: { action: 'clear' as const } } };
  expect(judgeChannel('slack', cleared, { url: { isSet: true } }).errors).toEqual({ 'settings.url': 'Enter the webhook address.' });
  const plain = { ...cleared, settings: { url: { action: 'set' as const, value: 'hooks.example.com' } } };
  expect(judgeChannel('slack', plain, {}).errors).toEqual({ 'settings.url': 'Enter an address such as https://hooks.example.com/x.' });
});

it('sends only what belongs to the kind, and nothing of quiet hours that are off', () => {
  expect(toChannelInput('pagerduty', { ...channelValues('pagerduty', null), name: 'Pager' })).toEqual({ name: 'Pager', isOn: true, least: 'warn', servers: null, quiet: null, weeklyTest: true, settings: { kind: 'pagerduty', routingKey: { action: 'keep' } } });
});

it('says in a sentence who gets what, and whether anybody hears', () => {
  expect(whatItGets(stored)).toBe('Failures of alpha.');
  expect(whatItGets({ ...stored, least: 'warn', servers: null })).toBe('Warnings and failures of all servers. Warnings wait from 22:00 to 07:00 (Europe/Berlin).');
  const last = { id: stored.id, channel: stored.id, at: '2026-01-01T00:00:00.000Z', what: 'Test', state: 'sent' as const, attempts: 1, nextAt: null, answer: '200 OK' };
  expect(channelsSentence([])).toBe('Nobody is told of alerts yet.');
  expect(channelsSentence([{ ...stored, isOn: false }])).toBe('Nobody is told of alerts: the channel is off.');
  expect(channelsSentence([stored, { ...stored, name: 'Ops', last }])).toBe('Alerts are told by 2 channels. Night shift was not tested yet.');
  expect(channelsSentence([{ ...stored, last: { ...last, state: 'failed' } }])).toBe('The last message to Night shift did not arrive.');
});
