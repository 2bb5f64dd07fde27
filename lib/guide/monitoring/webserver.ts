import { serviceProbe } from '../service-probe';

export const webServerAnswers = serviceProbe('webserver', 'The web server answers', 'monitoring/availability/2');
