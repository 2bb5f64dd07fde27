import { json, type Format } from './format';
import { cut, isOver, rowsOf } from './message';

const colors = { over: 0x2e7d32, fail: 0xc62828, warn: 0xb26a00, test: 0x546e7a };

/** Discord's webhook: markdown is escaped, and nobody is mentioned whatever the text says. */
export const discord: Format = (message, target) => [json(target.secret('url'), {
  allowed_mentions: { parse: [] },
  embeds: [{
    title: cut(escape(message.headline), 256),
    url: message.link,
    color: colors[isOver(message) ? 'over' : message.severity === 'fail' ? 'fail' : message.severity === null ? 'test' : 'warn'],
    timestamp: message.at,
    description: cut(rowsOf(message).map(([label, value]) => `**${label}:** ${escape(value)}`).join('\n'), 4096),
  }],
})];

const escape = (text: string): string => text.replaceAll(/[\\*_~`|<>[\]()#@]/g, '\\$&');
