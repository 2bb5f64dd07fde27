import { serviceProbe } from '../service-probe';

export const fileServerAnswers = serviceProbe('fileserver', 'The file server answers', 'monitoring/availability/3');
