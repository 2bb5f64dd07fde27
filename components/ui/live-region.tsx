'use client';
import type { ReactNode } from 'react';

/** Read out when its words change: the state of a run, not its output. */
export const LiveRegion = ({ children, urgent }: { children: ReactNode; urgent?: boolean }) => <div role={urgent ? 'alert' : 'status'} aria-live={urgent ? 'assertive' : 'polite'} className="sr-only">{children}</div>;
