import { slotFile } from '@/lib/contract/materials';
import { secret } from '@/lib/core/secret';
import { minutes } from '@/lib/core/units';
import { composeConfig } from '@/lib/facts/compose-config';
import { containers as containersFact, type Container } from '@/lib/facts/containers';
import { file } from '@/lib/facts/file';
import { receipt, receiptPath } from '@/lib/facts/receipt';
import { sudo } from '@/lib/shell/command';
import { apiserverConfPath } from '../apiserver-conf-file';
import { compose } from '../compose-command';
import { containersOf } from '../containers-of';
import { step } from '../define';
import { hashOf } from '../hash';
import { installedHashes } from '../installed-hashes';
import { caCertificatesPath } from '../materials/settings-edits';
import { leaveReceipt } from '../receipt-command';

export const composeUp = step({
  id: 'installation/compose-up',
  guide: 'installing-the-server/6',
  title: 'Start ClearML',
  why: 'Compose makes and starts the containers.',
  departure: '"docker compose", the plugin, instead of "docker-compose".',
  sameResult: true,
  usually: minutes(2),
  needs: (inputs) => ({
    config: composeConfig(inputs.layout.base),
    containers: containersFact,
    receipt: receipt('compose-up'),
    compose: file(`${inputs.layout.base}/${slotFile.compose}`),
    override: file(`${inputs.layout.base}/${slotFile.override}`),
    constants: file(`${inputs.layout.base}/${slotFile.constants}`),
    conf: file(apiserverConfPath(inputs)),
  }),
  takesAway: [receipt('web-access').id],
  plan({ config, containers, receipt, ...lying }, inputs) {
    const present = containersOf(inputs.layout.base, containers);
    const [files, conf] = installedHashes(inputs, lying);
    const ca = hashOf(inputs.settings.privateCa);
    const [filesBefore, confBefore, caBefore = hashOf('')] = receipt?.split(' ') ?? [];
    const allUp = config !== undefined && config.refused === undefined && config.services.length > 0 && config.services.every((service) => present.some((container) => container.service === service && isUp(container)));
    if (files === filesBefore && conf === confBefore && ca === caBefore && allUp) return [];
    const running = present.some(({ state }) => state === 'running');
    // A file that is mounted into a container changes nothing until the container starts anew.
    const restart = running && confBefore !== undefined ? present.filter((container) => (conf !== confBefore && /^apiserver[\w-]*$/.test(container.service)) || (ca !== caBefore && (container.sources ?? []).includes(caCertificatesPath(inputs.layout.base)))).map(({ service }) => service) : [];
    return [
      compose(inputs, ['up', '-d', '--remove-orphans'], { effect: running ? 'restarts' : 'changes', why: running ? 'Starts what is missing and replaces what was changed' : 'Makes and starts the containers' }),
      ...(restart.length === 0 ? [] : [compose(inputs, ['restart', ...[...new Set(restart)].sort()], { effect: 'restarts', why: 'The API server reads its users, and agents read the certificates, only when they start' })]),
      sudo(['rm', '-f', '--', receiptPath('web-access')], { why: 'Web access is to be proven anew' }),
      leaveReceipt('compose-up', secret(`${files} ${conf} ${ca}`), 'Remembers with which files ClearML was started'),
    ];
  },
  restarts: ({ containers }, { layout }) => (containersOf(layout.base, containers).some(({ state }) => state === 'running') ? ["ClearML's services whose files were changed start anew."] : []),
});

/** A one-time job that ended well is up, too. Whether one that restarts ever stays up is asked by Verify, which names it. */
const isUp = ({ state, exitCode, restartPolicy }: Container): boolean => state === 'running' || state === 'restarting' || (state === 'exited' && exitCode === 0 && (restartPolicy === 'no' || restartPolicy === 'on-failure' || restartPolicy === ''));
