/** What an operator sets for the service; data directory and mode of Node belong to the unit. */
const names = ['PORT', 'HOST', 'PUBLIC_URL', 'TRUSTED_PROXIES'];
const usual = { PORT: '3000', HOST: '127.0.0.1' };
const about = {
  PORT: 'Where it listens.',
  PUBLIC_URL: 'The address in the browser, when a proxy with TLS stands in front: PUBLIC_URL=https://groundcrew.example.com',
  TRUSTED_PROXIES: 'The proxies whose X-Forwarded-For is believed: TRUSTED_PROXIES=127.0.0.1',
};

/** The first environment file, with what is set where the service is installed from. It is never written again. */
export function environmentText(given) {
  const lines = names.flatMap((name) => [...(about[name] ? [`# ${about[name]}`] : []), ...(given[name] || usual[name] ? [`${name}=${given[name] || usual[name]}`] : [])]);
  return `# Read by groundcrew.service. After a change: systemctl restart groundcrew\n${lines.join('\n')}\n`;
}

/** Those of ours that are set in `source`: an environment, or a parsed file. */
const pick = (source) => Object.fromEntries(names.flatMap((name) => (source[name]?.trim() ? [[name, source[name].trim()]] : [])));

/** What is set for a first install. HOST has to be asked for: many shells have a variable of that name, which is not meant for this. */
export const given = (source, host) => pick({ ...source, HOST: host ?? '' });

/** An environment file as systemd reads it, as far as the four need it: comments, quotes; the last line of a name counts. */
export function parseEnvironmentFile(text) {
  const found = {};
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s*([A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (name) found[name] = value.trim().replace(/^(["'])(.*)\1$/, '$2');
  }
  return pick(found);
}

/**
 * Where it listens and what it is called in the browser.
 * @param {{ PORT?: string, HOST?: string, PUBLIC_URL?: string }} values
 */
export function addressOf({ PORT = usual.PORT, HOST = usual.HOST, PUBLIC_URL }) {
  const listens = `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`;
  return { port: Number(PORT), host: HOST, listens, origin: PUBLIC_URL ?? listens };
}

/** A sentence when a value can't be what it should be; the console itself says the rest when it starts. */
export function badEnvironment(values) {
  for (const [name, value] of Object.entries(values)) if (!/^[\w.:,/[\] -]*$/.test(value)) return `${name} is ${JSON.stringify(value)}, which has characters that no such value has. Correct it and run it again.`;
  const { port } = addressOf(values);
  if (!Number.isInteger(port) || port < 1 || port > 65535) return `PORT is "${values.PORT}" but must be a number from 1024 to 65535. Correct it and run it again.`;
  if (port < 1024) return `PORT is ${port}, which only root may open, and the service is not root. Set PORT to 3000 or another number above 1023, and put a proxy in front for ${port} (docs/operating/service.md).`;
  return null;
}
