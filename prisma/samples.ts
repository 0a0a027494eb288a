/** `tsx prisma/samples.ts` writes the list of the story as a spreadsheet to try the import with. */
import { mkdir, writeFile } from 'node:fs/promises'
import { xlsxFile } from '@/lib/shared/write-sheet'
import { officeList } from './cast-list'

await mkdir('public/samples', { recursive: true })
await writeFile('public/samples/doktorandid.xlsx', await xlsxFile([{ name: 'Doktorandid', ...officeList }]))
