import { serviceProbe } from '../service-probe';

export const apiServerAnswers = serviceProbe('apiserver', 'The API server answers', 'monitoring/availability/1');
