import type { MarkName } from '@/components/ui/mark'
import type { Todo as Line } from '@/components/ui/todo-list'
import type { Coming, Decided } from '@/lib/desk/queries/lists'
import type { Say } from '@/lib/messages/say'
import { addDays, dayInTallinn, showDay, showTime } from '@/lib/shared/dates'

/** An instant in the desk's form: the time for today, "eile" for yesterday, else the day. */
export function showWhen(say: Say, at: Date, now: Date): string {
  const day = dayInTallinn(at)
  const today = dayInTallinn(now)
  if (day === today) return showTime(at)
  return day === addDays(today, -1) ? say('office.desk.yesterday') : showDay(day)
}

/** Coming events by day: grants that end, leaves that begin, pupils who are moved. */
export const comingLines = (say: Say, coming: readonly Coming[]): Line[] =>
  coming
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map((event) => ({ ...comingLine(say, event), end: showDay(event.on) }))

function comingLine(say: Say, event: Coming): Line {
  switch (event.what) {
    case 'ENDING': {
      const { unit, typeCode, type, count } = event
      return {
        title: typeCode.startsWith('DOCTORAL_ALLOWANCE')
          ? say('office.desk.endingAllowance', { count })
          : say('office.desk.ending', { type, count }),
        note: unit,
      }
    }
    case 'LEAVE': {
      const { learnerId, name, unit, to } = event
      return {
        href: `/learners/${learnerId}`,
        title: say('office.desk.leave', { name }),
        note: say('office.desk.leaveNote', { unit, to: showDay(to) }),
      }
    }
    case 'MOVE': {
      const { transferId, house, count } = event
      return {
        href: `/schools/transfers/${transferId}`,
        title: say('transfers.desk.coming', { count, house }),
        note: say('transfers.desk.comingNote'),
      }
    }
  }
}

const marks = {
  sent: 'send',
  confirmed: 'check',
  recheck: 'check',
  rejected: 'cross',
  cancel: 'cross',
  reopen: 'pencil',
} as const satisfies Record<Decided['act'], MarkName>

/** The latest acts: number, result, person. */
export const decidedLines = (say: Say, decided: readonly Decided[], now: Date): Line[] =>
  decided.map(({ documentId, number, kind, act, who, at, letters }) => {
    const by = say(`office.desk.by.${act}`, { who, kind: say(`documents.kind.${kind}`) })
    return {
      icon: marks[act],
      href: `/documents/${documentId}`,
      title: number,
      after: say(`office.desk.act.${act}`),
      note: letters > 0 ? `${by} · ${say('office.desk.letters', { count: letters })}` : by,
      end: showWhen(say, at, now),
    }
  })
