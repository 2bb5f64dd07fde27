import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { safeNext } from '@/components/api/sign-in-address';
import { SignInForm } from '@/components/session/sign-in-form';
import { ask } from '../admit';

export const metadata: Metadata = { title: 'Sign in' };

/** Open to everybody. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { next } = await searchParams;
  const target = safeNext(typeof next === 'string' ? next : null);
  const me = await ask('session.me', {});
  if (!me.isSetUp) redirect('/setup');
  if (me.signedIn) redirect(target);
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">Sign in</h1>
      <p className="mt-1 mb-6 text-ink-soft">{target === '/' ? 'Runs go on while nobody is signed in.' : 'Then you come back to the page that you asked for.'}</p>
      <SignInForm next={target} resetCommand={me.resetCommand} />
    </>
  );
}
