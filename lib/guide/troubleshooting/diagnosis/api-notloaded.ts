import type { FailureRule } from '@/lib/engine/diagnosis-rule';

/** Told by an answer of the API server only: no log says it. */
export const apiNotloaded: FailureRule = {
  id: 'API-NOTLOADED',
  title: 'Whoever reaches ClearML can sign in without a password',
  severity: 'critical',
  cause: 'The fixed users are not active: apiserver.conf is missing, lies in another directory than the mounted one, can not be read, or says "enabled: false".',
  remedy: 'See that config/onprem_poc is mounted, that the API server may read it (owner 65532 from 3.29 on), and that fixed_users is enabled; then restart the API server.',
  where: ['http'],
  signs: [
    { line: ['basic', 'enabled', /basic ?: ?\{ ?(?:guest ?: ?\{[^{}]{0,200}\} ?, ?)?enabled ?: ?false/] },
    { line: ['fixed_users_mode', /data ?: ?\{ ?(?:guest ?: ?\{[^{}]{0,200}\} ?, ?)?enabled ?: ?false/] },
  ],
  needs: 'The answer of login.supported_modes, in one line: no log tells it.',
  source: ['https://github.com/clearml/clearml/issues/1421'],
};
