import type { Say } from '@/lib/messages/say'
import { dayInTallinn, showDay, showTime } from '@/lib/shared/dates'

/** "täna kell 14.32", on other days "21.11.2026 kell 14.05". */
export function showWhen(say: Say, at: Date, now: Date): string {
  const time = showTime(at)
  if (dayInTallinn(at) === dayInTallinn(now)) return say('documents.when.today', { time })
  return say('documents.when.day', { day: showDay(dayInTallinn(at)), time })
}
