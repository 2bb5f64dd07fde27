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
  ],
  source: ['https://github.com/clearml/clearml-server/issues/67', 'https://github.com/clearml/clearml-server/issues/173'],
};
