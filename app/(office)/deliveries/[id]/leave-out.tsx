'use client'

import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFoot } from '@/components/ui/dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import { useAct } from '@/components/use-act'
import { leaveOutDelivery } from '../actions'

type Texts = {
  title: string
  body: string
  reason: { label: string; hint: string }
  giveUp: string
  submit: string
}

/** `Jäta ära`, which first asks for the reason. */
export function LeaveOutDialog({ id, texts }: { id: string; texts: Texts }) {
  const [answer, act, , onReset] = useAct(leaveOutDelivery)
  const refused = answer.outcome === 'refused'
  const errors = refused ? answer.errors : []
  const wrong = errors.find(({ field }) => field === 'reason')?.text
  return (
    <Dialog id="leave-out" title={texts.title} open={refused}>
      <form action={act} onReset={onReset}>
        <input type="hidden" name="id" value={id} />
        <DialogBody>
          <div className="flex flex-col gap-4">
            <p>{texts.body}</p>
            <Textarea name="reason" {...texts.reason} error={wrong} required maxLength={2000} />
            {wrong ? null : (
              <div role="alert">
                {errors.map(({ text }) => (
                  <div className="error" key={text}>
                    {text}
                  </div>
                ))}
              </div>
            )}
          </div>
        </DialogBody>
        <DialogFoot>
          <Button closes="leave-out">{texts.giveUp}</Button>
          <SubmitButton variant="danger">{texts.submit}</SubmitButton>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
