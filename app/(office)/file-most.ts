import type { FileMost } from '@/components/ui/file-field'
import { refusalText } from '@/lib/messages/refusal-text'
import type { Say } from '@/lib/messages/say'
import { fileLimits, fileTooBig } from '@/lib/import/reading/limits'

/** The largest spreadsheet that a field accepts, and the text about a larger one before it is sent. */
export const fileMost = (say: Say): FileMost => ({
  bytes: fileLimits.bytes,
  text: refusalText(say, fileTooBig),
})
