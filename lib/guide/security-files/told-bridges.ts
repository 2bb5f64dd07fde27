import type { Finding } from '@/lib/contract/finding';
import { bridgesIn } from '@/lib/facts/firewall';
import { exposedPorts } from '../security/ports';

/** The bridges that the server told when its open ports were asked last; none where they were not. So the rules that are shown are those that the repair puts in place. */
export function toldBridges(findings: readonly Pick<Finding, 'id' | 'evidence'>[]): readonly string[] {
  const answers = findings.find(({ id }) => id === exposedPorts.id)?.evidence ?? [];
  return bridgesIn(answers.find(({ output }) => /^ufw (?:on|off|absent)\n/.test(output))?.output.split('\n') ?? []);
}
