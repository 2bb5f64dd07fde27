import { json, type Format } from './format';
import { cut, rowsOf } from './message';

/** Slack's incoming webhook. "&", "<" and ">" are all that Slack takes for more than text; so no mention and no link comes from a message. */
export const slack: Format = (message, target) => {
  const rows = rowsOf(message).map(([label, value]) => `*${label}:* ${escape(value)}`).join('\n');
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', verbatim: true, text } });
  return [json(target.secret('url'), {
    text: escape(message.headline),
    blocks: [section(`*${escape(cut(message.headline, 500))}*`), section(cut(rows, 2900)), section(`<${escape(message.link)}|Open in Groundcrew>`)],
  })];
};

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
