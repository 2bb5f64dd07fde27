import { probeCheck } from '../probe-check';

export const apiServer = probeCheck('apiserver', 'The API server answers through the proxy', null, ({ layout }) => layout.ports.api);
