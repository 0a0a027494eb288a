import { PDFDocument } from '@cantoo/pdf-lib'

/** The pages of the PDFs as one PDF, each unchanged, in their order. */
export async function joinPdfs(pdfs: readonly Uint8Array[]): Promise<Uint8Array> {
  const whole = await PDFDocument.create()
  for (const pdf of pdfs) {
    const one = await PDFDocument.load(pdf)
    for (const page of await whole.copyPages(one, one.getPageIndices())) whole.addPage(page)
  }
  whole.setLanguage('et')
  return whole.save()
}
