import { getServices } from '@/lib/services/get';

/** A backup of this console, as a file. Who may have it is decided behind this door, not here. */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  return getServices().download(request, (await params).file);
}
