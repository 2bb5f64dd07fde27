import { suppliedFileCheck } from '../supplied-file-check';

export const overrideFile = suppliedFileCheck('override', 'prerequisites/9');
