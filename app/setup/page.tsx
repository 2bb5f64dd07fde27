import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SetupForm } from '@/components/session/setup-form';
import { ask } from '../admit';

export const metadata: Metadata = { title: 'Set up' };

/** Open to everybody until the first admin exists; without the token it does nothing. */
export default async function SetupPage() {
  if ((await ask('session.me', {})).isSetUp) redirect('/');
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">Set up this console</h1>
      <p className="mt-1 mb-6 text-ink-soft">Nobody can sign in yet. Create the first admin with the token that the console printed.</p>
      <SetupForm />
    </>
  );
}
