import { below, json, type Format } from './format';
import { isOver, plainText } from './message';

const days = 86_400_000;
const severities = ['warn', 'fail', 'unknown'] as const;

/**
 * Alertmanager's v2 API. An alert is its labels there: one that is worse has others, so that those of before are ended
 * beside it. It ends what is not posted again; ours last until they are said to be over, 30 days at most.
 */
export const alertmanager: Format = (message, target, _, at) => {
  const user = target.text('user');
  const post = (severity: string, isOpen: boolean) => ({
    labels: { alertname: message.title, severity, server: message.server ?? 'groundcrew', check: message.check ?? 'test', source: 'groundcrew' },
    annotations: { summary: message.headline, description: plainText(message) },
    startsAt: message.since ?? message.at,
    endsAt: new Date(isOpen ? at + 30 * days : at).toISOString(),
    generatorURL: message.link,
  });
  const alerts = message.severity === null ? [{ ...post('info', true), endsAt: new Date(at + 60_000).toISOString() }]
    : isOver(message) ? severities.map((severity) => post(severity, false))
    : message.kind === 'fire' ? [post(message.severity, true)]
    : severities.map((severity) => post(severity, severity === message.severity));
  return [json(below(target.text('server'), '/api/v2/alerts'), alerts, user === '' ? {} : { authorization: `Basic ${Buffer.from(`${user}:${target.secret('password')}`).toString('base64')}` })];
};
