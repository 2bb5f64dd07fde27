import { Blocked } from '@/lib/engine/blocked';
import { seconds } from '@/lib/core/units';
import { secret } from '@/lib/core/secret';
import type { Step } from '@/lib/engine/types';
import { receipt } from '@/lib/facts/receipt';
import { script } from '@/lib/shell/command';
import { supportUser } from '../apiserver-conf-file';
import { step } from '../define';
import { hashOf } from '../hash';
import type { Inputs } from '../inputs';
import { leaveReceipt } from '../receipt-command';
import { accessUrls, localUrl } from '../urls';

/**
 * Whether ClearML does what it is for, end to end: login, project, task, events, file; each written, read back and removed.
 * `run` is its own run: the receipt holds it, so that the test of another run is never taken for this one's.
 */
export const acceptanceTest = (run: string): Step<Inputs> =>
  step({
    id: 'acceptance/acceptance-test',
    guide: null,
    title: 'Acceptance test of ClearML',
    why: 'Services that answer need not work: only what was written and read back proves that.',
    usually: seconds(20),
    needs: () => ({ receipt: receipt('acceptance-test') }),
    plan({ receipt }, inputs) {
      const hash = hashOf(run);
      if (receipt === hash) return [];
      const { supportPassword } = inputs.settings;
      if (supportPassword.isEmpty()) throw new Blocked('The settings hold no password of the support user, as whom the test logs in. Enter it on the Settings page.');
      const { api, files } = testedUrls(inputs);
      return [
        // As root: what runuser starts is killed 2 seconds after a stop, before it can remove what it wrote.
        script('guide/acceptance/acceptance-test.sh', [api, files, `groundcrew-test-${run}`], { stdin: secret(`user = ${quoted(`${supportUser}:${supportPassword.reveal()}`)}\n`), why: 'Writes a project, a task, a line of a log and a file to ClearML as its support user, reads them back and removes them' }),
        leaveReceipt('acceptance-test', hash, 'Remembers that this run has proven it'),
      ];
    },
  });

/** The names that people use where TLS protects the password on its way; else the same ports on the server itself, so that it crosses no network. */
const testedUrls = (inputs: Inputs): { api: string; files: string } =>
  inputs.settings.access.kind === 'tls' ? accessUrls(inputs) : { api: localUrl(inputs.layout.ports.api, ''), files: localUrl(inputs.layout.ports.files, '') };

/** curl(1), --config: values in double quotes, `\` and `"` escaped. */
const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll(/[\r\n]/g, '')}"`;
