import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scrapeConfig } from '@/components/settings/metrics-form';
import { metricsOfConsole } from '@/lib/services/metrics-of-console';
import { metricsOfServers } from '@/lib/services/metrics-of-servers';

const text = readFileSync('docs/operating/status-page.md', 'utf8');

test('docs/operating/status-page.md names each metric with its type, and no other', () => {
  const told = [...text.matchAll(/^\| `([a-z]\w+_\w+)` \| (gauge|counter) \| .+ \|$/gm)].map(([, name, type]) => `${name} ${type}`);
  expect(told).toEqual([...metricsOfServers([]), ...metricsOfConsole('x', 0)].map(({ name, type }) => `${name} ${type}`));
});

test('its scrape configuration is the one that the settings show', () => {
  expect(text).toContain(`\`\`\`yaml\n${scrapeConfig('https://console.example.org')}\n\`\`\``);
});
