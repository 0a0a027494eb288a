import { notFound } from 'next/navigation'

/**
 * The answer that shows a PDF in the browser, or "not found" where there is none. `draw` is told when the reader leaves,
 * so that nothing more is drawn for nobody.
 */
export async function shownPdf(
  request: Request,
  draw: (signal: AbortSignal) => Promise<{ pdf: Uint8Array; name: string } | null>,
): Promise<Response> {
  const shown = await draw(request.signal).catch((error: unknown) => {
    if (request.signal.aborted) return 'LEFT' as const
    throw error
  })
  if (shown === 'LEFT') return new Response(null, { status: 499 })
  if (!shown) notFound()
  return new Response(new Uint8Array(shown.pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${shown.name}.pdf"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
