import { below, json, type Format } from './format';
import { cut, isOver, plainText } from './message';

/** Gotify's message; its text is plain unless told otherwise. */
export const gotify: Format = (message, target) => {
  const priority = isOver(message) || message.severity === null ? 2 : message.severity === 'fail' ? 8 : 5;
  return [json(below(target.text('server'), '/message'), { title: cut(message.headline, 250), message: cut(plainText(message), 8000), priority, extras: { 'client::notification': { click: { url: message.link } } } }, { 'x-gotify-key': target.secret('token') })];
};
