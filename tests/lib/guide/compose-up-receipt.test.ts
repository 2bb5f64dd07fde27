import { expect, it } from 'vitest';
import { isSecret, type Secret } from '@/lib/core/secret';
import { planStep } from '@/lib/engine/plan';
import { apiserverConf } from '@/lib/guide/apiserver-conf-file';
import { contentHash } from '@/lib/guide/hash';
import { composeUp } from '@/lib/guide/installation/compose-up';
import { inputsOf } from './inputs';
import { readingsOf } from './readings';

it('leaves the same receipt when it was planned before the files were put in place, as the script by hand is', () => {
  const inputs = inputsOf();
  const plan = (facts: object) => planStep(composeUp, readingsOf(composeUp.needs(inputs), facts as Record<string, unknown>), inputs).commands;
  const receiptOf = (commands: ReturnType<typeof plan>) => {
    const last = commands.at(-1);
    return last?.kind === 'script' && isSecret(last.stdin) ? last.stdin.reveal() : '';
  };
  const lying = (content: string | Secret | null) => (content === null ? undefined : { sha256: contentHash(content) });
  const { compose, override, constants } = inputs.files;
  const there = { compose: lying(compose), override: lying(override), constants: lying(constants), conf: lying(apiserverConf(inputs).content) };
  const before = receiptOf(plan({}));
  expect(before).toMatch(/^[0-9a-f]{64} [0-9a-f]{64} [0-9a-f]{64}$/);
  expect(receiptOf(plan(there))).toBe(before);
  expect(plan({ ...there, receipt: before, config: { services: ['w'], images: [], missing: [] }, containers: [{ directory: '/opt/allegro', service: 'w', state: 'running' }] })).toEqual([]);
  // By hand on the server: it is no longer what ClearML was started with.
  expect(receiptOf(plan({ ...there, constants: { sha256: '0'.repeat(64) } }))).not.toBe(before);
});
