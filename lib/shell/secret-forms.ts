/** Shorter forms would take harmless text away. */
export const shortest = 4;

/**
 * Every form in which a secret may turn up in text: raw, line by line, base64 in its three alignments (so also inside
 * `user:password` pairs), URL-, JSON- and shell-escaped, and as compose files write it. None holds a newline.
 */
export function secretForms(value: string): string[] {
  const forms = new Set<string>();
  const add = (form: string) => {
    if (form.length >= shortest) forms.add(form);
  };
  for (const line of value.split(/\r?\n/)) {
    if (line.length < shortest) continue;
    add(line);
    add(line.trim());
    escaped(line).forEach(add);
    base64Forms(Buffer.from(line, 'utf8')).forEach(add);
  }
  if (value.includes('\n')) {
    base64Forms(Buffer.from(value, 'utf8')).forEach(add);
    escaped(value).filter((form) => !form.includes('\n')).forEach(add);
  }
  return [...forms];
}

function escaped(text: string): string[] {
  const url = encodeURIComponent(wellFormed(text));
  const strictUrl = url.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams([['', text]]).toString().slice(1);
  const json = JSON.stringify(text).slice(1, -1);
  const goJson = json.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
  return [
    url, strictUrl, form, ...[url, strictUrl, form].map((each) => each.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
    json, goJson, json.replaceAll('/', '\\/'), JSON.stringify(json).slice(1, -1),
    text.replaceAll("'", `'\\''`), text.replaceAll("'", `'"'"'`), text.replaceAll("'", "''"),
    text.replace(/[^A-Za-z0-9_@%+=:,./-]/g, (character) => `\\${character}`),
    text.replace(/[$`"\\]/g, (character) => `\\${character}`),
    text.replaceAll('$', '$$$$'),
  ];
}

/** base64 of the bytes with 0, 1 or 2 unknown bytes before them: the characters that depend on nothing else. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    const form = whole.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6));
    return [form, form.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** Half a surrogate pair has no URL form and would throw. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
