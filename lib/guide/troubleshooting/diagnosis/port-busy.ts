import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const portBusy: FailureRule = {
  id: 'PORT-BUSY',
  title: 'A port of ClearML is taken',
  severity: 'error',
  cause: 'Another program, or a container of an earlier installation, listens on a port that ClearML needs: 8080, 8008, 8081 or 10000.',
  remedy: 'Find it with "sudo ss -ltnp", stop it or move it elsewhere, then start ClearML again. Where ClearML itself must move, change displayedServerUrls of the web server, too.',
  where: ['compose', 'docker'],
  signs: [
    { line: [['port is already allocated', 'ports are not available', 'address already in use', 'failed to bind host port', 'eaddrinuse', 'errno 98]']] },
    { line: ['bind for', 'failed'] },
    { line: ['connection in use:'] },
    { line: [['port', 'address', 'listen', 'socket', ':8080', ':8008', ':8081'], ['already in use', 'is in use', 'already taken', 'already bound', 'is occupied', 'already allocated', 'being used by', 'used by another', 'already used', 'already listening', 'in use by', 'normally permitted', 'address in use'], ['port', 'bind', 'listen', 'tcp', ':80', 'host', 'socket']], without: ['container name', 'by container', 'subnet', 'address pool', 'network with name'] },
    { line: [['bindexception', 'bindhttpexception', 'bindtransportexception', 'bind_failed', 'bind error', 'cannot bind', 'could not bind', 'couldnt bind', 'unable to bind', 'failed to bind', 'failed binding'], ['in use', '(98', 'errno: 98', 'errno 98']] },
  ],
  source: ['https://github.com/clearml/clearml-server/issues/67', 'https://github.com/clearml/clearml-server/issues/173'],
};
