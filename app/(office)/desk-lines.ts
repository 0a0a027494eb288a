import type { MarkName } from '@/components/ui/mark'
import type { Todo as Line } from '@/components/ui/todo-list'
import type { ComingLeave, ComingMove, Decided, Ending } from '@/lib/desk/queries/lists'
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
export function comingLines(
  say: Say,
  endings: readonly Ending[],
  leaves: readonly ComingLeave[],
  moves: readonly ComingMove[],
): Line[] {
  const lines = [
    ...endings.map(({ unitId, unit, typeCode, type, on, count }) => ({
      on,
      line: {
        key: `${unitId}${typeCode}${on}`,
        title: typeCode.startsWith('DOCTORAL_ALLOWANCE')
          ? say('office.desk.endingAllowance', { count })
          : say('office.desk.ending', { type, count }),
        note: unit,
      },
    })),
    ...leaves.map(({ learnerId, name, unit, from, to }) => ({
      on: from,
      line: {
        key: `${learnerId}${from}`,
        href: `/learners/${learnerId}`,
        title: say('office.desk.leave', { name }),
        note: say('office.desk.leaveNote', { unit, to: showDay(to) }),
      },
    })),
    ...moves.map(({ transferId, house, on, count }) => ({
      on,
      line: {
        key: `${transferId}${on}`,
        href: `/schools/transfers/${transferId}`,
        title: say('transfers.desk.coming', { count, house }),
        note: say('transfers.desk.comingNote'),
      },
    })),
  ]
  return lines
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
    .map(({ on, line }) => ({ ...line, end: showDay(on) }))
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
      key: documentId,
      icon: marks[act],
      href: `/documents/${documentId}`,
      title: number,
      after: say(`office.desk.act.${act}`),
      note: letters > 0 ? `${by} · ${say('office.desk.letters', { count: letters })}` : by,
      end: showWhen(say, at, now),
    }
  })
