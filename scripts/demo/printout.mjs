// What `npm run demo` prints: every value that the wizard asks for, with the form's own labels and in the form's order.
import { join } from 'node:path';

const materials = ['docker-compose.yml', 'docker-compose.override.yml', 'constants.env'];

/**
 * The pages of the wizard in their order: a title, what to do there, and the fields as [label, value].
 * @param {object} info what `tests/host/host info` prints
 * @param {string} root the folder of the checkout
 * @returns {{ title: string, advice?: string, fields: [string, string][] }[]}
 */
export function pages(info, root) {
  return [
    { title: 'Connect a server', fields: [
      ['Name', info.name],
      ['Address', info.address],
      ['SSH port', String(info.port)],
      ['Login', 'deploy'],
      ['The console signs in with', 'A password'],
      ['Password', info.users.deploy.password],
      ['To become root, sudo wants', 'No password'],
    ] },
    { title: 'Is this your server?', advice: 'Compare the fingerprint.', fields: [['Fingerprint', info.hostKey]] },
    { title: 'Materials', advice: 'Samples in the shape of ClearML\'s.', fields: materials.map((file) => [file, join(root, 'tests/support/materials/guide', file)]) },
    { title: 'Settings: Access', fields: [['Access', 'HTTP on three ports'], ['Address', info.address]] },
    { title: 'Settings: Support user', advice: 'Make one, and keep it: you sign in to ClearML with it, and the console does not show it again.', fields: [['Password', 'Make one']] },
    { title: 'Settings: Registry', fields: [
      ['Host', info.registry.host],
      ['Image for the proof that Docker runs', info.publicRegistry.helloWorld],
      ['User', info.registry.user],
      ['Password or token', info.registry.password],
    ] },
    { title: 'Settings: Network', advice: 'Unfold "Docker’s packages". The demo server does not reach Docker\'s own.', fields: [
      ['apt repository', info.apt.url],
      ['Fingerprint of its key', info.apt.keyFingerprint],
    ] },
  ];
}

/**
 * The whole printout, without a colour. A password that is awkward to select has a line to itself.
 * @param {object} info as above
 * @param {string} root as above
 * @returns {string}
 */
export function printout(info, root) {
  const lines = ['The demo server runs. In another terminal: npm start. Then enter, page by page:'];
  for (const { title, advice, fields } of pages(info, root)) {
    lines.push('', title, ...(advice ? [`  (${advice})`] : []), ...fields.map(([label, value]) => `  ${label.padEnd(38)} ${value}`));
  }
  lines.push(
    '', 'Afterwards',
    `  Open ClearML leads to http://${info.address}:8080, user ${info.web.user} with the password that you made. There is only a`,
    '  heading: the images are stand-ins that answer like ClearML\'s, whose own are not public.',
    '', 'Another login: ops, with which sudo wants "The login’s password". It holds a space and quotes on purpose; its whole line:',
    info.users.ops.password,
    'To sign in with "A private key" instead, as deploy or ops, paste this file:',
    `  ${info.privateKey}`,
    '', 'To look around on it yourself, with the password of deploy:',
    `  ssh -p ${info.port} deploy@${info.address}`,
    '', 'CPUs and memory are those of this machine: the preflight may ask you to override them.',
    'Done with it: npm run demo -- --down',
  );
  return lines.join('\n');
}
