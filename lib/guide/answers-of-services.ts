/** Checks that fail when a service does not run. */
export const answersOfServices: readonly string[] = [
  'monitoring/apiserver', 'monitoring/webserver', 'monitoring/fileserver', 'monitoring/apiserver-memory', 'security/answers',
  'insides/elasticsearch', 'insides/mongodb', 'insides/redis', 'insides/apiserver', 'insides/queues', 'insides/workers',
];
