'use client'

import { ErrorSummary } from '@/components/ui/error-summary'
import { SubmitButton } from '@/components/ui/submit-button'
import { useAct } from '@/components/use-act'
import { AnotherChild } from '../../another-child'
import { transferPlanned } from '../actions'

type Move = {
  fromClassId: string
  toClassId: string
  pupilIds: readonly string[]
  nextClassId?: string | null
  repeatClassId?: string | null
}

/**
 * `Tõsta` of a plan: moves the pupils who can go, in one act; each class's ids share one field, because there may be
 * thousands.
 */
export function ConfirmForm({
  id,
  day,
  houseId,
  moves,
  rest,
  texts,
}: {
  id: string
  day: string
  houseId: string
  moves: readonly Move[]
  rest: Record<'left' | 'rest', string>
  texts: Record<'submit' | 'refused' | 'refusedMark' | 'nobody' | 'told' | 'another', string>
}) {
  const [answer, send] = useAct(transferPlanned)
  return (
    <form action={send} className="mb-6 flex flex-col items-start gap-3">
      {answer.outcome === 'refused' ? (
        <ErrorSummary
          title={texts.refused}
          titleMark={texts.refusedMark}
          errors={answer.errors.map(({ text, field }) => (field === 'another' ? { text, field } : { text }))}
          answer={answer}
        />
      ) : null}
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="day" value={day} />
      <input type="hidden" name="houseId" value={houseId} />
      <input type="hidden" name="left" value={rest.left} />
      <input type="hidden" name="rest" value={rest.rest} />
      {moves.map(({ fromClassId, toClassId, nextClassId, repeatClassId, pupilIds }, at) => (
        <span key={fromClassId} hidden>
          <input type="hidden" name={`moves.${at}.fromClassId`} value={fromClassId} />
          <input type="hidden" name={`moves.${at}.toClassId`} value={toClassId} />
          <input type="hidden" name={`moves.${at}.nextClassId`} value={nextClassId ?? ''} />
          <input type="hidden" name={`moves.${at}.repeatClassId`} value={repeatClassId ?? ''} />
          <input type="hidden" name={`moves.${at}.pupilIds`} value={pupilIds.join(' ')} />
        </span>
      ))}
      <p className="max-w-[80ch]">{texts.told}</p>
      <AnotherChild
        label={texts.another}
        error={
          answer.outcome === 'refused'
            ? answer.errors.find(({ field }) => field === 'another')?.text
            : undefined
        }
      />
      {moves.length > 0 ? (
        <SubmitButton variant="main">{texts.submit}</SubmitButton>
      ) : (
        <p className="text-ink-2">{texts.nobody}</p>
      )}
    </form>
  )
}
