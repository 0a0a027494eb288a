'use client'

import { useState, type MouseEvent, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { DateField } from '@/components/ui/date-field'
import { Dialog, DialogBody, DialogFoot } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Notice } from '@/components/ui/notice'
import { Selection, type SelectionTexts } from '@/components/ui/selection'
import { useAct } from '@/components/use-act'
import { changeDay, undo } from '../actions'

/**
 * Puts the move of ticked pupils on another day (`movable`), or takes it back, so that they stay where they were.
 * `everyone`: all pupils of the transfer for whom that is still possible.
 */
export function ChangeForm({
  transferId,
  everyone,
  movable,
  texts,
  selection,
  children,
}: {
  transferId: string
  everyone: string
  movable: boolean
  texts: Record<
    | ('title' | 'intro' | 'newDay' | 'calendar' | 'cancel' | 'refused' | 'refusedMark')
    | `${'moveDay' | 'takeBack'}${'' | 'Title' | 'Text'}`,
    string
  >
  selection: SelectionTexts
  children: ReactNode
}) {
  const [moved, move, moving] = useAct(changeDay)
  const [taken, take, taking] = useAct(undo)
  const [last, setLast] = useState<'day' | 'back'>('day')
  // The result appears on the page, below the dialog.
  const decided = (act: 'day' | 'back') => (event: MouseEvent<HTMLButtonElement>) => {
    setLast(act)
    event.currentTarget.closest('dialog')!.close()
  }
  const answer = last === 'day' ? (moved.outcome === 'none' ? taken : moved) : taken
  const errors = answer.outcome === 'refused' ? answer.errors : []
  return (
    <form
      action={move}
      noValidate
      onSubmit={({ currentTarget }) => everybody(currentTarget, everyone)}
      onReset={(event) => errors.length > 0 && event.preventDefault()}
    >
      {answer.outcome === 'done' && answer.notice ? <Notice tone="done">{answer.notice}</Notice> : null}
      {errors.length > 0 ? (
        <ErrorSummary
          title={texts.refused}
          titleMark={texts.refusedMark}
          errors={errors.map(({ text, field }) => ({ text, field: field === 'day' ? 'day' : undefined }))}
          answer={answer}
        />
      ) : null}
      <input type="hidden" name="transferId" value={transferId} />
      <input type="hidden" name="pupilIds" data-everyone="" disabled />
      <Selection texts={selection} acts={null}>
        {children}
      </Selection>
      <fieldset className="section">
        <legend className="mb-1 text-section font-semibold">{texts.title}</legend>
        <p className="mb-3 max-w-[80ch] text-ink-2">{texts.intro}</p>
        <div className="fields items-end">
          {movable ? (
            <>
              <DateField
                name="day"
                label={texts.newDay}
                calendar={texts.calendar}
                error={errors.find(({ field }) => field === 'day')?.text}
              />
              <Button opens="move-day" pending={moving}>
                {texts.moveDay}
              </Button>
            </>
          ) : null}
          <Button opens="take-back" variant="danger" pending={taking}>
            {texts.takeBack}
          </Button>
        </div>
      </fieldset>
      <Dialog id="move-day" title={texts.moveDayTitle}>
        <DialogBody>
          <p>{texts.moveDayText}</p>
        </DialogBody>
        <DialogFoot>
          <Button closes="move-day">{texts.cancel}</Button>
          <Button type="submit" variant="main" onClick={decided('day')}>
            {texts.moveDay}
          </Button>
        </DialogFoot>
      </Dialog>
      <Dialog id="take-back" title={texts.takeBackTitle}>
        <DialogBody>
          <p>{texts.takeBackText}</p>
        </DialogBody>
        <DialogFoot>
          <Button closes="take-back">{texts.cancel}</Button>
          <Button type="submit" variant="danger" formAction={take} onClick={decided('back')}>
            {texts.takeBack}
          </Button>
        </DialogFoot>
      </Dialog>
    </form>
  )
}

/** If all are chosen, one field sends those of the other pages too. */
function everybody(form: HTMLFormElement, ids: string) {
  const field = form.querySelector<HTMLInputElement>('[data-everyone]')!
  field.disabled = !form.querySelector('[name="all"]')
  field.value = ids
}
