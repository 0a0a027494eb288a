import { notFound } from 'next/navigation'
import { requirePerson } from '@/lib/access/session'
import { printMany } from '@/lib/documents/paper/print-many'
import { now } from '@/lib/shared/clock'
import { db } from '@/lib/shared/db'

/** The chosen documents as one PDF, shown in the browser for printing. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const person = await requirePerson('route GET /documents/many/[id]/pdf')
  const pdf = await printMany(db(), person, (await params).id, now())
  if (!pdf) notFound()
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="dokumendid.pdf"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
