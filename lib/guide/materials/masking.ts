import { secret, type Secret } from '@/lib/core/secret';
import { readCompose, type ComposeFile } from './compose-file';
import { parseEnv } from './env-file';
import { interpolate } from './interpolation';
import { isSecretName, isSecretValue } from './variable-meanings';
import { namedValues } from './variables';

const mask = '••••••';

/** Literal secrets of a compose file: environment values whose name or shape says so, variables in them not counted. */
function literalSecrets(file: ComposeFile): { value: string; from: number; to: number; prefix: string }[] {
  return [...file.services.values()].flatMap((service) =>
    [...service.environment].flatMap(([name, { text, tree, form }]) => {
      if (!text || (!isSecretName(name) && !isSecretValue(text))) return [];
      const bare = interpolate(text, () => '').value;
      return bare === '' ? [] : [{ value: interpolate(text, () => undefined).references.length > 0 ? '' : bare, from: tree.from, to: tree.to, prefix: form === 'list' ? `${name}=` : '' }];
    }),
  );
}

/** Every secret value in the three files, each once, the longest first; those of duplicates and of comments included. */
export function secretsOf(texts: { compose: string | null; override: string | null; constants: string | null }): Secret[] {
  const found = new Set<string>();
  for (const { value } of texts.constants ? namedValues(parseEnv(texts.constants)).filter((item) => item.isSecret) : []) found.add(value);
  for (const { name, value } of texts.constants ? parseEnv(texts.constants).entries : []) if (isSecretName(name) || isSecretValue(value)) found.add(value);
  for (const text of [texts.compose, texts.override]) for (const { value } of text ? literalSecrets(readCompose(text, () => undefined)) : []) found.add(value);
  found.delete('');
  return [...found].sort((one, other) => other.length - one.length).map(secret);
}

/** constants.env with placeholders for its secrets, also in lines that are commented out. */
export function maskConstants(text: string): string {
  const file = parseEnv(text);
  const placeholders = new Map(namedValues(file).map(({ name, placeholder }) => [name, placeholder]));
  const parts: string[] = [];
  let done = 0;
  for (const { name, value, valueStart, end } of file.entries) {
    if (value === '' || (!placeholders.get(name) && !isSecretName(name) && !isSecretValue(value))) continue;
    parts.push(text.slice(done, valueStart), placeholders.get(name) ?? mask);
    done = end;
  }
  const masked = parts.join('') + text.slice(done);
  return masked.replace(/^([ \t]*#[ \t#]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)=)([^\r\n]+)/gm, (line, head: string, name: string) => (isSecretName(name) ? head + mask : line));
}

/** A compose file with its literal secrets masked, and those of `secrets` (4 characters or more) wherever they stand. */
export function maskCompose(text: string, secrets: readonly Secret[]): string {
  const spans = literalSecrets(readCompose(text, () => undefined)).sort((one, other) => one.from - other.from);
  const parts: string[] = [];
  let done = 0;
  for (const { from, to, prefix } of spans) {
    if (from < done) continue;
    parts.push(text.slice(done, from), prefix, mask);
    done = to;
  }
  let masked = parts.join('') + text.slice(done);
  for (const item of secrets) if (item.reveal().length >= 4) masked = masked.replaceAll(item.reveal(), mask);
  return masked;
}
