import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const mgThp: FailureRule = {
  id: 'MG-THP',
  title: 'Transparent huge pages are not as the database wants them',
  severity: 'info',
  cause: 'MongoDB up to 7 and Redis work better without transparent huge pages; MongoDB 8 wants them, and then warns the other way round.',
  remedy: 'Up to MongoDB 7, enable the service that switches them off (disable-thp) and restart the machine. With MongoDB 8 nothing needs to be done.',
  where: ['mongo', 'redis'],
  signs: [
    { line: [['transparent_hugepage', 'transparent hugepage', 'transparent huge page'], ['suggest', 'is always', 'recommend', 'warning', 'latency and memory usage', 'desiredvalue']] },
    { line: [['hugepage', 'huge page', '(thp)', 'sysfsfile'], ['suggest', 'enabled', 'always', 'recommend', 'warning', 'never', 'should be', 'disable', 'set the contents', 'setting the contents', 'max_ptes_none']], in: ['mongo', 'redis'] },
  ],
  source: ['https://www.mongodb.com/docs/manual/administration/tcmalloc-performance', 'guide: preliminary-steps/5'],
};
