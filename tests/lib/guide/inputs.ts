import { secret } from '@/lib/core/secret';
import { guideThresholds } from '@/lib/contract/watch';
import type { LayoutId } from '@/lib/contract/materials';
import type { Inputs } from '@/lib/guide/inputs';
import { layouts } from '@/lib/guide/layouts';

type Plain = Omit<Inputs['settings'], 'supportPassword' | 'registryPassword'>;
export interface CaseSettings extends Partial<Plain> {
  readonly layout?: LayoutId;
  readonly supportPassword?: string;
  readonly registryPassword?: string;
  readonly files?: { readonly compose?: string | null; readonly override?: string | null; readonly constants?: string | null };
  readonly images?: readonly string[];
  /** Whether an API key was entered. */
  readonly apiKey?: boolean;
  readonly taken?: Readonly<Record<string, string>>;
  readonly backups?: Inputs['backups'];
}

/** Inputs as an operator would have settled them, with what a case changes. */
export function inputsOf({ layout = 'guide', supportPassword = 'correct horse', registryPassword = 'registry password', files = {}, images = ['redis:6'], apiKey = false, taken = {}, backups = null, ...settings }: CaseSettings = {}): Inputs {
  const text = (value: string | null | undefined, otherwise: string) => (value === null ? null : secret(value ?? otherwise));
  return {
    server: { name: 'clearml-1', address: '192.0.2.1', login: 'deploy' },
    layout: layouts[layout],
    settings: {
      access: { kind: 'http', address: '192.0.2.1' },
      registryHost: 'docker.io',
      registryUser: 'allegroaienterprise',
      helloWorldImage: 'hello-world',
      aptRepository: 'https://download.docker.com/linux/ubuntu',
      aptKeyFingerprint: '9DC858229FC7DD38854AE2D88D81803C0EBFCD88',
      aptProxy: '',
      dockerHttpProxy: '',
      dockerHttpsProxy: '',
      dockerNoProxy: '',
      privateCa: '',
      previous: 'keep',
      ...settings,
      supportPassword: secret(supportPassword),
      registryPassword: secret(registryPassword),
    },
    files: { compose: text(files.compose, 'services: {}\n'), override: text(files.override, 'services: {}\n'), constants: text(files.constants, 'A=1\n') },
    secrets: [],
    images,
    kernelChangedAtBoot: null,
    thresholds: guideThresholds,
    apiKey: apiKey ? { access: 'ACCESSKEY', secret: secret('secret key') } : null,
    taken: new Map(Object.entries(taken)),
    backups,
  };
}
