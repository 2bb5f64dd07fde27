import type { FailureRule } from '@/lib/engine/diagnosis-rule';
import { adHost } from './diagnosis/ad-host';
import { ag401 } from './diagnosis/ag-401';
import { agInotify } from './diagnosis/ag-inotify';
import { agNodef } from './diagnosis/ag-nodef';
import { agSock } from './diagnosis/ag-sock';
import { agTls } from './diagnosis/ag-tls';
import { api401 } from './diagnosis/api-401';
import { apiConfParse } from './diagnosis/api-conf-parse';
import { apiDbver } from './diagnosis/api-dbver';
import { apiEsFail } from './diagnosis/api-es-fail';
import { apiEsRetry } from './diagnosis/api-es-retry';
import { apiEsnotmig } from './diagnosis/api-esnotmig';
import { apiFixedDup } from './diagnosis/api-fixed-dup';
import { apiFixedKey } from './diagnosis/api-fixed-key';
import { apiGeneralData } from './diagnosis/api-general-data';
import { apiLock } from './diagnosis/api-lock';
import { apiMigration } from './diagnosis/api-migration';
import { apiNotloaded } from './diagnosis/api-notloaded';
import { apiPerm } from './diagnosis/api-perm';
import { apiRouterSecret } from './diagnosis/api-router-secret';
import { apiTooLarge } from './diagnosis/api-too-large';
import { apiUsersRemoved } from './diagnosis/api-users-removed';
import { composeEnvfile } from './diagnosis/compose-envfile';
import { composeHttpdocker } from './diagnosis/compose-httpdocker';
import { composeSchema } from './diagnosis/compose-schema';
import { composeVarUnset } from './diagnosis/compose-var-unset';
import { composeVersionKey } from './diagnosis/compose-version-key';
import { dockerApiOld } from './diagnosis/docker-api-old';
import { dockerDown } from './diagnosis/docker-down';
import { dockerSockPerm } from './diagnosis/docker-sock-perm';
import { envoy503 } from './diagnosis/envoy-503';
import { esBreaker } from './diagnosis/es-breaker';
import { esBuckets } from './diagnosis/es-buckets';
import { esCgroup } from './diagnosis/es-cgroup';
import { esCorrupt } from './diagnosis/es-corrupt';
import { esDowngrade } from './diagnosis/es-downgrade';
import { esFlood } from './diagnosis/es-flood';
import { esGeoip } from './diagnosis/es-geoip';
import { esLogperm } from './diagnosis/es-logperm';
import { esMaxmap } from './diagnosis/es-maxmap';
import { esMemlock } from './diagnosis/es-memlock';
import { esOom } from './diagnosis/es-oom';
import { esPathrepo } from './diagnosis/es-pathrepo';
import { esPerm } from './diagnosis/es-perm';
import { esQueue } from './diagnosis/es-queue';
import { esRepoperm } from './diagnosis/es-repoperm';
import { esRestoreOpen } from './diagnosis/es-restore-open';
import { esShardlimit } from './diagnosis/es-shardlimit';
import { esShardsFailed } from './diagnosis/es-shards-failed';
import { esWmark } from './diagnosis/es-wmark';
import { fsQuota } from './diagnosis/fs-quota';
import { fsToken } from './diagnosis/fs-token';
import { httpSecureCookie } from './diagnosis/http-secure-cookie';
import { mgArchive } from './diagnosis/mg-archive';
import { mgAvx } from './diagnosis/mg-avx';
import { mgCorrupt } from './diagnosis/mg-corrupt';
import { mgDown } from './diagnosis/mg-down';
import { mgExit139 } from './diagnosis/mg-exit139';
import { mgExit62 } from './diagnosis/mg-exit62';
import { mgFcv } from './diagnosis/mg-fcv';
import { mgKernel } from './diagnosis/mg-kernel';
import { mgLock } from './diagnosis/mg-lock';
import { mgMapcount } from './diagnosis/mg-mapcount';
import { mgOplog } from './diagnosis/mg-oplog';
import { mgPerm } from './diagnosis/mg-perm';
import { mgThp } from './diagnosis/mg-thp';
import { nameConflict } from './diagnosis/name-conflict';
import { netPool } from './diagnosis/net-pool';
import { noSpace } from './diagnosis/no-space';
import { oom137 } from './diagnosis/oom-137';
import { portBusy } from './diagnosis/port-busy';
import { rdBgjobs } from './diagnosis/rd-bgjobs';
import { rdCorrupt } from './diagnosis/rd-corrupt';
import { rdDown } from './diagnosis/rd-down';
import { rdLoading } from './diagnosis/rd-loading';
import { rdMisconf } from './diagnosis/rd-misconf';
import { rdOvercommit } from './diagnosis/rd-overcommit';
import { rdRdbver } from './diagnosis/rd-rdbver';
import { regDenied } from './diagnosis/reg-denied';
import { regManifest } from './diagnosis/reg-manifest';
import { regNet } from './diagnosis/reg-net';
import { regRatelimit } from './diagnosis/reg-ratelimit';
import { web502 } from './diagnosis/web-502';
import { webIpv6 } from './diagnosis/web-ipv6';
import { webJsonenv } from './diagnosis/web-jsonenv';

/** The known failures of a ClearML server, from the ground up: between two of the same rank, the one that stands first here is named first. */
export const failureRules: readonly FailureRule[] = [
  noSpace, oom137, dockerDown, dockerSockPerm, dockerApiOld,
  composeEnvfile, composeHttpdocker, composeVarUnset, composeVersionKey, composeSchema, nameConflict, portBusy, netPool, regDenied, regRatelimit, regManifest, regNet,
  esMaxmap, esPerm, esLogperm, esFlood, esWmark, esBreaker, esQueue, esOom, esMemlock, esCgroup, esDowngrade, esShardlimit, esBuckets, esShardsFailed, esCorrupt, esPathrepo, esRepoperm, esRestoreOpen, esGeoip,
  mgFcv, mgExit62, mgKernel, mgExit139, mgAvx, mgPerm, mgLock, mgCorrupt, mgThp, mgMapcount, mgDown, mgOplog, mgArchive,
  rdOvercommit, rdBgjobs, rdMisconf, rdRdbver, rdCorrupt, rdLoading, rdDown,
  apiEsRetry, apiEsFail, apiLock, apiMigration, apiDbver, apiEsnotmig, apiUsersRemoved, apiFixedDup, apiFixedKey, apiConfParse, apiNotloaded, api401, apiGeneralData, apiPerm, apiRouterSecret, apiTooLarge,
  web502, envoy503, webJsonenv, webIpv6,
  fsToken, fsQuota, adHost,
  agSock, ag401, agTls, agInotify, agNodef, httpSecureCookie,
];
