import { Blocked } from '@/lib/engine/blocked';
import { seconds } from '@/lib/core/units';
import { dockerAuth } from '@/lib/facts/docker-auth';
import { composeConfig } from '@/lib/facts/compose-config';
import { images } from '@/lib/facts/images';
import { receipt } from '@/lib/facts/receipt';
import { secret } from '@/lib/core/secret';
import { sudo } from '@/lib/shell/command';
import { step } from '../define';
import { missingImages } from '../missing-images';
import { contentHash } from '../hash';
import { leaveReceipt } from '../receipt-command';

export const dockerLogin = step({
  id: 'installation/docker-login',
  guide: 'installing-the-server/5',
  title: 'Log in to the registry',
  why: "ClearML's images are only given to its customers.",
  departure: 'The password goes by standard input: with the guide\'s "-p" everybody on the machine could read it in the list of processes. Left out when all images are there. The login stays in root\'s Docker configuration.',
  sameResult: true,
  usually: seconds(5),
  needs: ({ settings, images: named, layout }) => ({ images: images(named), config: composeConfig(layout.base), auth: dockerAuth(settings.registryHost), receipt: receipt('docker-login') }),
  notNeeded: ({ auth }, { settings, files }) => (files.compose === null ? "The images are not known before ClearML's files are supplied." : settings.registryUser === '' ? 'The settings name no registry login.' : auth === undefined ? 'All images are there.' : null),
  plan({ images, config, auth, receipt }, { settings }) {
    if (missingImages(images, config)?.length === 0) return [];
    if (settings.registryUser === '') return [];
    if (settings.registryPassword.isEmpty()) throw new Blocked('The password of the registry is not set. Enter it on the Settings page.');
    const stored = contentHash(Buffer.from(`${settings.registryUser}:${settings.registryPassword.reveal()}`).toString('base64'));
    // What a credential helper keeps can't be read: then the receipt tells with which login it was asked.
    if (auth !== undefined && (auth.sha256 ?? receipt) === stored) return [];
    const host = settings.registryHost === 'docker.io' ? [] : [settings.registryHost];
    return [
      sudo(['docker', 'login', `--username=${settings.registryUser}`, '--password-stdin', ...host], { stdin: settings.registryPassword, why: `Docker may pull from ${settings.registryHost}` }),
      leaveReceipt('docker-login', secret(stored), 'Remembers which login was taken'),
    ];
  },
});
