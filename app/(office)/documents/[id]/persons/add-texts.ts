import type { Say } from '@/lib/messages/say'
import { fileMost } from '../../../file-most'

/** The texts of the page's client parts. */
export const addTexts = (say: Say) => ({
  codesLabel: say('documents.add.codesLabel'),
  codesHint: say('documents.add.codesHint'),
  fileLabel: say('documents.add.fileLabel'),
  fileHint: say('documents.add.fileHint'),
  choose: say('documents.add.choose'),
  noFile: say('documents.add.noFile'),
  fileMost: fileMost(say),
  submit: say('documents.add.submit'),
  errors: say('documents.sheet.errors'),
  titleMark: say('documents.sheet.titleMark'),
  back: say('documents.add.back'),
  leftTitle: say('documents.add.leftTitle'),
  who: say('documents.add.who'),
  reason: say('documents.add.reason'),
  linesTitle: say('documents.add.linesTitle'),
  chooseTitle: say('documents.add.chooseTitle'),
  chooseNote: say('documents.add.chooseNote'),
  addChosen: say('documents.add.addChosen'),
  dontAdd: say('documents.add.dontAdd'),
})

export type AddTexts = ReturnType<typeof addTexts>
