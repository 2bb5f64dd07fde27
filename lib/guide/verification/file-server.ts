import { probeCheck } from '../probe-check';

export const fileServer = probeCheck('fileserver', 'The file server answers', null, ({ layout }) => layout.ports.files);
