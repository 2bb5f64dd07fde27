import type { ReactNode } from 'react';
import { WizardFrame } from '@/components/wizard/wizard-frame';

export default async function InstallLayout({ params, children }: { params: Promise<{ name: string }>; children: ReactNode }) {
  return <WizardFrame server={(await params).name}>{children}</WizardFrame>;
}
