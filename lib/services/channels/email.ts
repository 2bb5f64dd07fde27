import { cut, isOver, plainText, rowsOf, type Message } from './message';

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Mails of one alert stand together. */
  readonly thread: string | null;
}

/** The message as a mail: plain text, and the same as a table. */
export function toMail(message: Message): Mail {
  const color = isOver(message) ? '#2e7d32' : message.severity === 'fail' ? '#b3261e' : message.severity === null ? '#455a64' : '#8a5300';
  const rows = rowsOf(message).map(([label, value]) => `<tr><th align="left" valign="top" style="padding:4px 16px 4px 0;color:#555;font-weight:normal">${escape(label)}</th><td style="padding:4px 0;white-space:pre-wrap">${escape(value)}</td></tr>`);
  const html = `<!doctype html><html lang="en"><body style="font-family:sans-serif;font-size:15px;color:#1a1a1a"><h1 style="font-size:18px;color:${color}">${escape(message.headline)}</h1><table cellspacing="0">${rows.join('')}</table><p><a href="${escape(message.link)}">Open in Groundcrew</a></p></body></html>`;
  return { subject: cut(message.headline, 200), text: `${message.headline}\n\n${plainText(message)}\n`, html, thread: message.alert };
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
