import { probeCheck } from '../probe-check';

export const webServer = probeCheck('webserver', 'The web server answers through the proxy', null, ({ layout }) => layout.ports.web);
