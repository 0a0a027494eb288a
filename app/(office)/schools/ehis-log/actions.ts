'use server'

import { officeAction } from '@/lib/access/action'
import {
  holdMessages as hold,
  leaveOutMessages as leaveOut,
  releaseMessages as release,
  sendMessagesAgain as sendAgain,
} from '@/lib/telling/commands/pupil-log'
import { MessagesInput } from '@/lib/telling/schema'

export const holdMessages = officeAction('act ehisLog.hold', MessagesInput, hold, (count, say) => ({
  notice: say('ehisLog.act.held', { count }),
}))
export const releaseMessages = officeAction('act ehisLog.release', MessagesInput, release, (count, say) => ({
  notice: say('ehisLog.act.released', { count }),
}))
export const sendMessagesAgain = officeAction(
  'act ehisLog.sendAgain',
  MessagesInput,
  sendAgain,
  (count, say) => ({
    notice: say('ehisLog.act.sentAgain', { count }),
  }),
)
export const leaveOutMessages = officeAction(
  'act ehisLog.leaveOut',
  MessagesInput,
  leaveOut,
  (count, say) => ({
    notice: say('ehisLog.act.leftOut', { count }),
  }),
)
