/** Where the socket answers. A file of its own, so that a page need not load the schemas for it. */
export const socketPath = '/ws/';
