'use client'

import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFoot } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { useAct } from '@/components/use-act'
import { releaseDeliveries } from './actions'
import type { releaseTexts } from './words'

/**
 * The deliveries that wait for the study office's release, the button that releases all of them, and afterwards how
 * many were released.
 */
export function Release({
  count,
  fields,
  texts,
}: {
  count: number
  /** The list's filter, and how far the user had seen the list. */
  fields: readonly { name: string; value: string }[]
  texts: ReturnType<typeof releaseTexts>
}) {
  const [answer, release] = useAct(releaseDeliveries)
  return (
    <>
      {answer.outcome === 'done' && answer.notice ? <Notice tone="done">{answer.notice}</Notice> : null}
      {answer.outcome === 'refused' ? (
        <Notice tone="stop" title={texts.errorMark}>
          {answer.errors.map(({ text }) => text).join(' ')}
        </Notice>
      ) : null}
      {count > 0 ? (
        <Notice
          act={
            <Button variant="main" opens="release">
              {texts.open}
            </Button>
          }
        >
          {texts.waiting}
        </Notice>
      ) : null}
      <Dialog id="release" key={`${answer.outcome}${count}`} title={texts.title}>
        <form action={release}>
          {fields.map((field) => (
            <input key={field.name} type="hidden" {...field} />
          ))}
          <DialogBody>
            <p>{texts.all}</p>
          </DialogBody>
          <DialogFoot>
            <Button closes="release">{texts.giveUp}</Button>
            <SubmitButton variant="main">{texts.submit}</SubmitButton>
          </DialogFoot>
        </form>
      </Dialog>
    </>
  )
}
