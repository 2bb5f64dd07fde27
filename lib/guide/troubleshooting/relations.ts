import type { Relations } from '@/lib/engine/down-relations';

/** What fails for users once a part of ClearML does. */
const answers = ['insides/services', 'insides/restarts', 'insides/apiserver', 'insides/queues', 'insides/workers', 'monitoring/apiserver', 'monitoring/webserver', 'monitoring/fileserver', 'security/answers', 'security/addresses', 'verification/'];
const inside = ['insides/apiserver', 'insides/elasticsearch', 'insides/elasticsearch-disk', 'insides/elasticsearch-writable', 'insides/elasticsearch-heap', 'insides/mongodb', 'insides/redis', 'insides/queues', 'insides/workers'];
const everything = [...answers, ...inside];
const disks = ['monitoring/disk-'];
const room = ['insides/unused-images', 'insides/old-logs'];

/** How the checks of a server and the rules of its logs explain each other: what a log alone leaves open, a fact may decide, and the other way round. */
export const relations: Relations = {
  checks: [
    { check: 'monitoring/disk-', same: ['NO-SPACE'], leadsTo: ['ES-FLOOD', 'ES-WMARK', 'DOCKER-DOWN', 'RD-MISCONF', 'RD-BGJOBS'], byWarning: true },
    { check: 'insides/elasticsearch-disk', same: ['ES-WMARK'], leadsTo: ['ES-FLOOD'], byWarning: true },
    { check: 'insides/elasticsearch-writable', same: ['ES-FLOOD'], leadsTo: ['API-GENERAL-DATA'] },
    { check: 'machine/kernel-settings', same: ['ES-MAXMAP', 'MG-MAPCOUNT', 'RD-OVERCOMMIT'] },
    { check: 'drift/kernel-file', same: ['ES-MAXMAP'] },
    { check: 'machine/huge-pages', same: ['MG-THP'] },
    { check: 'drift/directories', same: ['ES-PERM', 'ES-LOGPERM', 'MG-PERM', 'API-PERM'] },
    { check: 'machine/killed-processes', same: ['OOM-137'], byWarning: true },
    { check: 'insides/elasticsearch-heap', same: ['ES-BREAKER', 'ES-OOM'] },
    { check: 'monitoring/memory', leadsTo: ['OOM-137', 'RD-BGJOBS'] },
    { check: 'machine/disks-mounted', leadsTo: ['DOCKER-DOWN', 'ES-PERM', 'MG-PERM', 'API-PERM', 'API-CONF-PARSE', 'API-USERS-REMOVED', 'COMPOSE-ENVFILE'] },
    { check: 'machine/disk-errors', leadsTo: ['ES-CORRUPT', 'MG-CORRUPT', 'RD-CORRUPT', 'DOCKER-DOWN'] },
    { check: 'beyond/names', same: ['REG-NET'] },
    { check: 'drift/ports', same: ['PORT-BUSY'] },
    { check: 'prerequisites/ports', same: ['PORT-BUSY'] },
    { check: 'insides/services', breaks: ['verification/', 'security/answers', 'security/addresses', ...inside] },
    { check: 'insides/restarts', breaks: ['verification/', 'security/answers', 'security/addresses'] },
    { check: 'monitoring/apiserver', breaks: ['insides/apiserver', 'insides/queues', 'insides/workers', 'security/answers', 'security/addresses'] },
    { check: 'monitoring/webserver', breaks: ['verification/', 'security/answers'] },
    { check: 'security/answers', breaks: ['verification/'] },
    { check: 'security/names', breaks: ['verification/'] },
    { check: 'security/certificates', breaks: ['verification/'] },
    { check: 'beyond/registry', same: ['REG-NET', 'REG-DENIED'] },
  ],
  rules: [
    { rule: 'MG-DOWN', part: null, breaks: everything, misses: ['mongo'] },
    { rule: 'RD-DOWN', part: null, breaks: everything, misses: ['redis'] },
    { rule: 'API-ES-', part: 'apiserver', breaks: everything, misses: ['elasticsearch'] },
    { rule: 'WEB-502', part: 'webserver', breaks: ['monitoring/webserver', 'security/answers', 'verification/'], misses: ['apiserver', 'fileserver'] },
    { rule: 'ENVOY-503', part: 'envoy', breaks: ['monitoring/', 'security/answers', 'verification/'], misses: ['apiserver', 'webserver', 'fileserver'] },
    { rule: 'NO-SPACE', part: null, breaks: [...everything, ...disks], repairs: room },
    { rule: 'ES-FLOOD', part: 'elasticsearch', breaks: everything, repairs: ['insides/elasticsearch-writable', ...room] },
    { rule: 'ES-WMARK', part: 'elasticsearch', breaks: everything, repairs: room },
    { rule: 'ES-MAXMAP', part: 'elasticsearch', breaks: everything, repairs: ['machine/kernel-settings', 'drift/kernel-file', 'insides/services'] },
    { rule: 'ES-PERM', part: 'elasticsearch', breaks: everything, repairs: ['drift/directories', 'insides/services'] },
    { rule: 'ES-', part: 'elasticsearch', breaks: everything, repairs: ['insides/services'] },
    { rule: 'MG-THP', part: 'mongo', breaks: [], repairs: ['machine/huge-pages', 'drift/huge-pages-unit'] },
    { rule: 'MG-PERM', part: 'mongo', breaks: everything, repairs: ['drift/directories', 'insides/services'] },
    { rule: 'MG-', part: 'mongo', breaks: everything, repairs: ['insides/services'] },
    { rule: 'RD-', part: 'redis', breaks: everything, repairs: ['insides/services'] },
    { rule: 'API-CONF-PARSE', part: 'apiserver', breaks: answers, repairs: ['drift/files', 'insides/services'] },
    { rule: 'API-PERM', part: 'apiserver', breaks: answers, repairs: ['drift/directories', 'insides/services'] },
    { rule: 'API-', part: 'apiserver', breaks: answers, repairs: ['insides/services'] },
    { rule: 'WEB-', part: 'webserver', breaks: ['insides/services', 'insides/restarts', 'monitoring/webserver', 'security/answers', 'verification/'], repairs: ['insides/services'] },
    { rule: 'FS-', part: 'fileserver', breaks: ['insides/services', 'insides/restarts', 'monitoring/fileserver', 'security/answers', 'verification/'], repairs: ['insides/services'] },
    { rule: 'OOM-137', part: null, breaks: [...everything, 'machine/killed-processes'], repairs: ['insides/services'] },
    { rule: 'DOCKER-', part: null, breaks: [...everything, 'drift/', 'monitoring/'] },
    { rule: 'COMPOSE-', part: null, breaks: everything, repairs: ['drift/files'] },
    { rule: 'PORT-BUSY', part: null, breaks: everything, repairs: ['insides/services'] },
    { rule: 'NAME-CONFLICT', part: null, breaks: everything },
    { rule: 'NET-POOL', part: null, breaks: everything },
    { rule: 'REG-', part: null, breaks: everything },
  ],
  floors: [['elasticsearch', 'mongo', 'redis'], ['apiserver'], ['fileserver', 'webserver', 'envoy']],
  vital: ['verification/web-from-outside'],
  services: ['insides/services', 'insides/restarts', 'verification/services'],
};
