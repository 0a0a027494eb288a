'use server'

import { officeAction } from '@/lib/access/action'
import { CardInput, CloseCardInput, LeavingInput, StayingInput } from '@/lib/schools/houses/schema/houses'
import { changeConsent, changeKept, removeKept } from '@/lib/schools/kept/commands'
import { ConsentInput, KeptInput, RemoveKeptInput } from '@/lib/schools/kept/schema'
import { closeCard, giveCard } from '@/lib/schools/pupils/commands/cards'
import { findPupils } from '@/lib/schools/pupils/commands/find'
import { leaveSchool, takeLeavingBack } from '@/lib/schools/pupils/commands/leaving'
import { mendPupil } from '@/lib/schools/pupils/commands/mending'
import { MendPupilInput } from '@/lib/schools/pupils/schema/mending'
import { FindPupilInput } from '@/lib/schools/pupils/schema/pupils'
import { foundTexts, toPart, toPerson, toPlacements, toRemoved } from './words'

/** Posted, so that no address contains a personal code: a name leads to the list, a code is answered here. */
export const find = officeAction(
  'act pupils.find',
  FindPupilInput,
  findPupils,
  (found, say) =>
    found.by === 'NAME'
      ? { go: found.q ? `/schools/pupils?state=ALL&q=${encodeURIComponent(found.q)}` : '/schools/pupils' }
      : { result: foundTexts(say, found) },
  { again: 'FREELY' },
)
export const keep = officeAction('act pupils.keep', KeptInput, changeKept, toPart)
export const consent = officeAction('act pupils.keep', ConsentInput, changeConsent, toPart)
export const remove = officeAction('act pupils.keep', RemoveKeptInput, removeKept, toRemoved)
export const mend = officeAction('act pupils.mend', MendPupilInput, mendPupil, toPerson)
export const card = officeAction('act pupils.keep', CardInput, giveCard, toPart)
export const cardClosing = officeAction('act pupils.keep', CloseCardInput, closeCard, toPart)
export const leave = officeAction('act pupils.leave', LeavingInput, leaveSchool, toPlacements('leaving'))
export const stay = officeAction('act pupils.stay', StayingInput, takeLeavingBack, toPlacements('staying'))
