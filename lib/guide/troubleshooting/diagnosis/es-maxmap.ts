import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esMaxmap: FailureRule = {
  id: 'ES-MAXMAP',
  title: 'vm.max_map_count is too low for Elasticsearch',
  severity: 'critical',
  cause: 'The kernel setting vm.max_map_count was never raised, or it was lost with a restart of the machine. Elasticsearch refuses to start, or only warns where it runs as a single node.',
  remedy: 'Set vm.max_map_count to at least 262144 (524288 in newer releases of ClearML) in /etc/sysctl.d/99-allegro.conf, apply it with "sysctl --system", and restart Elasticsearch.',
  where: ['elasticsearch'],
  signs: [
    { line: ['virtual memory areas', ['too low', 'increase to at least']] },
    { line: ['max_map_count', ['bootstrap', '262144', '1048576', 'elasticsearch'], ['low', 'increase', 'at least']], without: ['maxconns', 'startupwarnings'] },
    { line: ['max_map_count', /max_map_count ?[=:] ?65530/] },
    { line: [['map failed', 'mmap failed', 'preventing us to map a chunk', 'lack of enough unfragmented virtual address space', 'too restrictive virtual memory limits']], without: ['mongo', 'redis'] },
    { line: ['max_map_count', /max_map_count\]? ?(?:[=:]|is|value|of)? ?\[?(?:\d{4,5}|1\d{5}|2[0-5]\d{4}|26[01]\d{3})\b/], without: ['maxconns', 'startupwarnings', 'mongo', 'recommended'] },
  ],
  insteadOf: ['ES-OOM', 'ES-CORRUPT'],
  source: ['https://github.com/clearml/clearml-server/issues/36', 'https://www.elastic.co/guide/en/elasticsearch/reference/8.18/bootstrap-checks-max-map-count.html', 'guide: preliminary-steps/4'],
};
