import { Blocked } from '@/lib/engine/blocked';
import { seconds } from '@/lib/core/units';
import { privateCa as privateCaFact } from '@/lib/facts/private-ca';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import { contentHash } from '../hash';
import { caCertificatesPath } from '../materials/settings-edits';
import type { Inputs } from '../inputs';

const path = ({ layout }: Inputs): string => caCertificatesPath(layout.base);

export const privateCa = step({
  id: 'installation/private-ca',
  guide: null,
  title: 'Let the containers trust your certificate authority',
  why: "Agents that speak to ClearML over TLS must trust the certificate of your load balancer.",
  departure: 'The guide does not speak of private authorities. Done only when the settings hold certificates, as ClearML described it in 2026.',
  usually: seconds(1),
  needs: (inputs) => ({ present: privateCaFact(path(inputs)) }),
  notNeeded: (_facts, { settings }) => (settings.privateCa === '' ? 'The settings hold no certificates of a private authority.' : null),
  plan({ present }, inputs) {
    const { privateCa: pem } = inputs.settings;
    if (pem === '') return [];
    const text = pem.endsWith('\n') ? pem : `${pem}\n`;
    if (present.system === undefined) throw new Blocked('The server has no /etc/ssl/certs/ca-certificates.crt. Install the package ca-certificates.');
    if (present.sha256 === contentHash(text) && present.isCurrent) return [];
    return [script('guide/installation/private-ca.sh', [path(inputs)], { stdin: text, why: "Puts the system's authorities and yours into one file" })];
  },
});
