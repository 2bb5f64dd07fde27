import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { secret } from '@/lib/core/secret';
import { toMail } from '@/lib/services/channels/email';
import { targetOf } from '@/lib/services/channels/format';
import { formats } from '@/lib/services/channels/formats';
import type { Message } from '@/lib/services/channels/message';

const message: Message = {
  kind: 'fire', alert: 'a1', server: 'alpha', check: 'disk/space', title: 'Free space', severity: 'fail', flapping: false, headline: 'Fails on alpha: Only 4 % of /opt are free.',
  text: 'Only 4 % of /opt are free. Nothing else is wrong.', actual: '4 %', wanted: 'more than 5 %', cause: null, remedy: 'See "df -h".', since: '2026-06-10T12:00:00.000Z', ended: null, at: '2026-06-10T12:01:00.000Z', also: ['The web server does not answer.', 'The API server does not answer.'], link: 'https://console.example/servers/alpha/health',
};
/** Text by which somebody on the server tries to be more than text in a message. */
const hostile = `<!channel> @everyone <https://evil.example|click> [x](https://evil.example) **b** _i_ \`c\` <b>&amp;"'</b>\n{{link}} \${x}`;
const at = Date.UTC(2026, 5, 10, 12, 1);
type Kind = keyof typeof formats;
const settings: Record<Kind, { settings?: Record<string, string>; secrets: Record<string, string> }> = {
  webhook: { settings: { template: '' }, secrets: { url: 'https://hooks.example/x', signingKey: 'k3y' } },
  slack: { secrets: { url: 'https://slack.example/s' } }, teams: { secrets: { url: 'https://teams.example/t' } }, discord: { secrets: { url: 'https://discord.example/d' } },
  telegram: { settings: { chat: '-100' }, secrets: { token: '1:ab/c' } }, ntfy: { settings: { server: 'https://ntfy.example/', topic: 'ops' }, secrets: { token: 'tk' } },
  gotify: { settings: { server: 'https://gotify.example' }, secrets: { token: 'gt' } }, pagerduty: { secrets: { routingKey: 'rk' } }, alertmanager: { settings: { server: 'https://am.example', user: 'u' }, secrets: { password: 'p' } },
};
function write(kind: Kind, changes: Partial<Message> = {}, more: Record<string, string> = {}) {
  const { settings: plain = {}, secrets } = settings[kind];
  const target = targetOf({ kind, settings: { ...plain, ...more }, secrets: Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, secret(value)])) });
  return formats[kind]({ ...message, ...changes }, target, 'd1', at).map(({ url, headers, body }) => ({ url, headers, body, json: (() => { try { return JSON.parse(body) as never; } catch { return null as never; } })() }));
}

const parts = ['Free space', 'alpha', 'Only 4 % of /opt are free.', 'Nothing else is wrong.', '4 %', 'more than 5 %', 'df -h', '2026-06-10 12:00', 'The web server does not answer.', 'https://console.example/servers/alpha/health'];

it.each(Object.keys(formats) as Kind[])('%s holds what, where, since when, actual and wanted, the remedy and a link', (kind) => {
  const body = kind === 'webhook' ? write(kind)[0]!.body.replace('T12:00:00.000Z', ' 12:00') : write(kind)[0]!.body;
  for (const part of parts) expect(body).toContain(part);
  expect(write(kind, { kind: 'test', severity: null, server: null, alert: null, check: null, since: null })[0]!.body).toContain('Only 4 % of /opt are free.');
});

it('tells of what is over how it is now, and what it was apart from that', () => {
  const over: Message = { ...message, kind: 'resolve', headline: 'Resolved on alpha. It was: Only 4 % of /opt are free.', text: '60 % of /opt are free.', actual: '60 %', was: { text: message.text, actual: '4 %' }, ended: '2026-06-10T12:09:00.000Z' };
  const rows = toMail(over).text.split('\n');
  expect(rows.slice(2, 8)).toEqual(['Now: 60 % of /opt are free.', 'It was: Only 4 % of /opt are free. Nothing else is wrong.', 'Where: alpha', 'Since: 2026-06-10 12:00 UTC', 'Ended: 2026-06-10 12:09 UTC', 'Actual now: 60 %']);
  expect(rows[8]).toBe('Actual then: 4 %');
  expect(write('webhook', over, { template: '{{text}}|{{actual}}|{{was}}|{{wasActual}}' })[0]!.body).toBe('60 % of /opt are free.|60 %|Only 4 % of /opt are free. Nothing else is wrong.|4 %');
});

it.each(Object.keys(formats) as Kind[])('%s leads from a disk that fills to what takes its space, while it does', (kind) => {
  const page = `${message.link}/space`;
  expect(write(kind, { check: 'monitoring/disk-data' }, { template: '{{message}}' })[0]!.body).toContain(page);
  for (const other of [{ check: 'monitoring/load' }, { check: 'monitoring/disk-data', kind: 'resolve' as const }]) for (const { body } of write(kind, other)) expect(body).not.toContain(page);
});

it('says how it is first and once, and how it should be only as the name of the check', () => {
  const short = { ...message, title: 'Enough is free', text: 'Only 4 % of /opt are free.' };
  const { subject, text } = toMail(short);
  expect(subject).toBe('Fails on alpha: Only 4 % of /opt are free.');
  expect(text.split('Only 4 % of /opt are free.')).toHaveLength(2);
  expect(text).toContain('\nCheck: Enough is free\n');
  expect(toMail(message).text).toContain('What: Only 4 % of /opt are free. Nothing else is wrong.');
  expect(write('webhook', short, { template: '{{message}}' })[0]!.body).toContain('What: Only 4 % of /opt are free.');
});

describe('none lets a text be more than text', () => {
  const body = (kind: Kind) => write(kind, { text: hostile, title: hostile, headline: hostile })[0]!;
  it('slack', () => {
    expect(body('slack').body).not.toMatch(/<!channel>|<https:\/\/evil/);
    expect(body('slack').body).toContain('&lt;!channel&gt;');
  });
  it('discord', () => {
    expect(body('discord').json).toMatchObject({ allowed_mentions: { parse: [] } });
    expect((body('discord').json as { embeds: { description: string }[] }).embeds[0]!.description).toContain(String.raw`\[x\]\(https://evil.example\) \*\*b\*\* \_i\_`);
  });
  it('teams and telegram know no markdown in what is sent', () => {
    expect(JSON.stringify(body('teams').json)).not.toContain('"TextBlock"');
    expect(body('telegram').json).not.toHaveProperty('parse_mode');
  });
  it('mail', () => {
    const { html, subject } = toMail({ ...message, headline: hostile, text: hostile, link: 'https://x/?a="><script>' });
    expect(html).not.toMatch(/<b>|<script>|<https/);
    expect(html).toContain('&lt;b&gt;&amp;amp;&quot;&#39;&lt;/b&gt;');
    expect(subject).toBe(hostile);
  });
  it('a template, in JSON and in text', () => {
    const [json] = write('webhook', { text: hostile }, { template: '{"msg": "{{ text }}", "n": "{{no}}", "l": "{{link}}"}' });
    expect(json!.json).toEqual({ msg: hostile, n: '{{no}}', l: message.link });
    expect(json!.headers['content-type']).toBe('application/json');
    const [text] = write('webhook', { text: hostile }, { template: '{{headline}}: {{text}}' });
    expect(text).toMatchObject({ body: `${message.headline}: ${hostile}`, headers: { 'content-type': 'text/plain; charset=utf-8' } });
  });
});

it('signs a webhook over time and body', () => {
  const { headers, body } = write('webhook')[0]!;
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers['x-groundcrew-signature']!)!;
  expect(Number(seconds)).toBe(at / 1000);
  expect(signature).toBe(createHmac('sha256', 'k3y').update(`${seconds}.${body}`).digest('hex'));
  expect(JSON.parse(body)).toMatchObject({ id: 'd1', alert: 'a1' });
});

it('keeps one incident for one alert at PagerDuty, and leaves none of a test', () => {
  expect(write('pagerduty')[0]!.json).toMatchObject({ routing_key: 'rk', event_action: 'trigger', dedup_key: 'a1', payload: { severity: 'critical', source: 'alpha' } });
  expect(write('pagerduty', { kind: 'resolve' })[0]!.json).toEqual({ routing_key: 'rk', event_action: 'resolve', dedup_key: 'a1' });
  expect(write('pagerduty', { kind: 'test', alert: null, severity: null }).map(({ json }) => json)).toMatchObject([{ event_action: 'trigger', dedup_key: 'd1', payload: { severity: 'info' } }, { event_action: 'resolve', dedup_key: 'd1' }]);
});

it('ends at the Alertmanager the labels of before', () => {
  const posted = (changes: Partial<Message>) => (write('alertmanager', changes)[0]!.json as { labels: { severity: string }; startsAt: string; endsAt: string }[]).map(({ labels, startsAt, endsAt }) => [labels.severity, startsAt, Date.parse(endsAt) > at]);
  expect(posted({})).toEqual([['fail', message.since, true]]);
  expect(posted({ kind: 'worse' })).toEqual([['warn', message.since, false], ['fail', message.since, true], ['unknown', message.since, false]]);
  expect(posted({ kind: 'resolve' }).map(([, , isOpen]) => isOpen)).toEqual([false, false, false]);
  expect(write('alertmanager')[0]).toMatchObject({ url: 'https://am.example/api/v2/alerts', headers: { authorization: 'Basic dTpw' } });
});

it('speaks to each with its own address and token', () => {
  expect(write('telegram')[0]!.url).toBe('https://api.telegram.org/bot1:ab%2Fc/sendMessage');
  expect(write('ntfy')[0]).toMatchObject({ url: 'https://ntfy.example/', headers: { authorization: 'Bearer tk' }, json: { topic: 'ops', priority: 5 } });
  expect(write('gotify')[0]).toMatchObject({ url: 'https://gotify.example/message', headers: { 'x-gotify-key': 'gt' }, json: { priority: 8 } });
});

it('stays within what each takes', () => {
  const long = 'ä🦜'.repeat(5000);
  const sizes = (kind: Kind) => write(kind, { text: long, headline: long, also: Array.from({ length: 200 }, (_, index) => `check ${index}`) })[0]!;
  const telegram = sizes('telegram').json as { text: string };
  expect(telegram.text.length).toBeLessThanOrEqual(4096);
  expect(telegram.text).not.toMatch(/\p{Surrogate}/u);
  const [embed] = (sizes('discord').json as { embeds: { title: string; description: string }[] }).embeds;
  expect(embed!.title.length + embed!.description.length).toBeLessThanOrEqual(6000);
  for (const block of (sizes('slack').json as { blocks: { text: { text: string } }[] }).blocks) expect(block.text.text.length).toBeLessThanOrEqual(3000);
  const ntfy = sizes('ntfy').json as { message: string };
  expect(Buffer.byteLength(ntfy.message)).toBeLessThanOrEqual(4096);
});
