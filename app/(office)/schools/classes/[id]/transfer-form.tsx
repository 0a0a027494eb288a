'use client'

import { startTransition, useEffect, useRef, useState } from 'react'
import { newId } from '@/components/new-id'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { DateField } from '@/components/ui/date-field'
import { Dialog, DialogBody, DialogFoot } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Link } from '@/components/ui/link'
import { Select } from '@/components/ui/select'
import { useAct } from '@/components/use-act'
import type { Target } from '@/lib/schools/transfers/queries/transfers'
import { AnotherChild } from '../../another-child'
import { foresee, transfer } from '../../transfers/actions'
import type { Foreseen } from '../../words'
import type { DialogTexts } from './dialog-texts'
import { isTurn, isTypedDay, parallelsOn, type From } from './parallels'

const dialogId = 'transfer'

/**
 * The dialog `Tõsta teise majja` for the ticked pupils. Each opening makes one transfer: a second press in it makes no
 * other.
 */
export function TransferForm({
  from,
  targets,
  pupils,
  repeaters,
  texts,
}: {
  from: From & { classId: string; told: string }
  targets: readonly Target[]
  pupils: readonly string[]
  /** the pupils of the class who have a class of the same number next year */
  repeaters: readonly string[]
  texts: DialogTexts
}) {
  const [answer, send, sending] = useAct(transfer)
  const [foreseen, look] = useAct(foresee)
  const [id] = useState(newId)
  const [day, setDay] = useState('')
  const [house, setHouse] = useState(targets.length === 1 ? targets[0]!.id : '')
  const [parallel, setParallel] = useState('')
  const [repeats, setRepeats] = useState(false)
  const [repeatParallel, setRepeatParallel] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const target = targets.find((each) => each.id === house)
  const turns = isTurn(day, from)
  const repeating = pupils.filter((pupil) => repeaters.includes(pupil)).length
  const allRepeat = repeating === pupils.length
  const parallels = parallelsOn(target, day, from, repeats || allRepeat)
  // On 1 September the ticked pupils who repeat the grade go to a separate class.
  const divided = turns && !repeats && repeating > 0 && !allRepeat
  const filled = isTypedDay(day) && parallel !== '' && (!divided || repeatParallel !== '')
  const choose = (change: () => void) => {
    change()
    setParallel('')
    setRepeatParallel('')
  }
  const told = filled && foreseen.outcome === 'done' ? (foreseen.result as Foreseen) : null
  const errors = answer.outcome === 'refused' ? answer.errors : []
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text

  useEffect(() => (document.getElementById(dialogId) as HTMLDialogElement).showModal(), [])
  useEffect(() => {
    if (filled) startTransition(() => look(new FormData(form.current!)))
  }, [filled, day, parallel, repeatParallel, look])

  return (
    <Dialog
      id={dialogId}
      title={texts.title}
      description={`${
        pupils.length === 1 ? texts.onePupil : texts.pupils.replace('{count}', String(pupils.length))
      } · ${from.told}`}
    >
      <form ref={form} action={send} noValidate onReset={(event) => event.preventDefault()}>
        <DialogBody>
          {errors.length > 0 ? (
            <ErrorSummary
              title={texts.refused}
              titleMark={texts.refusedMark}
              errors={errors}
              answer={answer}
            />
          ) : null}
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="moves.0.fromClassId" value={from.classId} />
          <input type="hidden" name="moves.0.pupilIds" value={pupils.join(' ')} />
          {targets.length === 0 ? (
            <p>{texts.noHouses}</p>
          ) : (
            <div className="flex flex-col gap-3.5">
              <DateField
                name="day"
                label={texts.day}
                calendar={texts.calendar}
                error={errorOf('day')}
                value={day}
                onChange={({ currentTarget: { value } }) =>
                  choose(() => {
                    setDay(value)
                    if (!isTurn(value, from)) setRepeats(false)
                  })
                }
              />
              <Select
                name="houseId"
                label={texts.house}
                placeholder={texts.house}
                choices={targets.map(({ id: value, name }) => ({ value, text: name }))}
                error={errorOf('houseId')}
                width="full"
                value={house}
                onChange={({ currentTarget: { value } }) => choose(() => setHouse(value))}
              />
              {turns && !allRepeat ? (
                <Checkbox
                  label={texts.repeats}
                  checked={repeats}
                  onChange={({ currentTarget: { checked } }) => choose(() => setRepeats(checked))}
                />
              ) : null}
              <Select
                name="moves.0.toClassId"
                label={texts.parallel}
                placeholder={texts.chooseParallel}
                emptyText={
                  target && isTypedDay(day)
                    ? texts.noParallel.replace('{number}', `${numberOn(from, turns, repeats || allRepeat)}`)
                    : texts.chooseParallel
                }
                choices={parallels}
                error={errorOf('moves.0.toClassId')}
                width="full"
                value={parallel}
                onChange={({ currentTarget }) => setParallel(currentTarget.value)}
              />
              {divided ? (
                <Select
                  name="moves.0.repeatClassId"
                  label={texts.repeatParallel}
                  placeholder={texts.chooseParallel}
                  emptyText={texts.noParallel.replace('{number}', `${from.number}`)}
                  choices={parallelsOn(target, day, from, true)}
                  error={errorOf('moves.0.repeatClassId')}
                  width="full"
                  value={repeatParallel}
                  onChange={({ currentTarget }) => setRepeatParallel(currentTarget.value)}
                />
              ) : null}
              {told && told.nextClasses.length > 0 ? (
                <Select
                  name="moves.0.nextClassId"
                  label={texts.nextYear}
                  hint={texts.nextYearHint}
                  placeholder={texts.nextYearNone}
                  choices={told.nextClasses}
                  width="full"
                />
              ) : null}
              {told && told.repeatClasses.length > 0 ? (
                <Select
                  name="moves.0.repeatClassId"
                  label={texts.repeatNextYear}
                  hint={told.nextClasses.length > 0 ? undefined : texts.nextYearHint}
                  placeholder={texts.nextYearNone}
                  choices={told.repeatClasses}
                  width="full"
                />
              ) : null}
              <AnotherChild label={texts.another} error={errorOf('another')} />
              <p className="min-h-[4.4em] text-ink-2" aria-live="polite">
                {told?.told}
              </p>
              {told?.stopped || errors.length > 0 ? (
                <Link
                  href={planAddress(from.classId, pupils, { day, house, parallel, repeatParallel, repeats })}
                >
                  {texts.plan}
                </Link>
              ) : null}
            </div>
          )}
        </DialogBody>
        <DialogFoot>
          <Button closes={dialogId}>{texts.cancel}</Button>
          {targets.length === 0 ? null : (
            <Button type="submit" variant="main" pending={sending} reasons={filled ? [] : [texts.fill]}>
              {texts.submit}
            </Button>
          )}
        </DialogFoot>
      </form>
    </Dialog>
  )
}

/** The number of the offered classes. */
const numberOn = ({ number }: From, turns: boolean, repeats: boolean) => number + (turns && !repeats ? 1 : 0)

/** The planner's address with everything filled in here. */
function planAddress(
  classId: string,
  pupils: readonly string[],
  {
    day,
    house,
    parallel,
    repeatParallel,
    repeats,
  }: Record<'day' | 'house' | 'parallel' | 'repeatParallel', string> & {
    repeats: boolean
  },
) {
  const query = new URLSearchParams({ class: classId, day, house, [`to.${classId}`]: parallel })
  if (repeatParallel) query.set(`repeat.${classId}`, repeatParallel)
  if (repeats) query.set('repeats', '1')
  for (const id of pupils) query.append('pupil', id)
  return `/schools/transfers/new?${query}`
}
