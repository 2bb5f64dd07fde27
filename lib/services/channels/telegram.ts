import { json, type Format } from './format';
import { cut, plainText } from './message';

/** A message of a bot. Without a parse mode the text is nothing but text. */
export const telegram: Format = (message, target) => [json(`https://api.telegram.org/bot${encodeURIComponent(target.secret('token')).replaceAll('%3A', ':')}/sendMessage`, {
  chat_id: target.text('chat'),
  text: cut(`${message.headline}\n\n${plainText(message)}`, 4096),
  link_preview_options: { is_disabled: true },
})];
