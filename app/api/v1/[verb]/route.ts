import { getServices } from '@/lib/services/get';

/** Every verb of lib/contract/verbs.ts. Who may do what is decided behind this door, not here. */
async function handle(request: Request, { params }: { params: Promise<{ verb: string }> }): Promise<Response> {
  return getServices().http(request, (await params).verb);
}

export { handle as GET, handle as POST };
