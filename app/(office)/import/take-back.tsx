import { ActForm } from '@/components/act-form'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFoot } from '@/components/ui/dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { OfficeAction } from '@/lib/access/action'
import type { Say } from '@/lib/messages/say'

/** Takes an applied import back as a whole, once the person has confirmed it. */
export function TakeBack({ say, act, id }: { say: Say; act: OfficeAction; id: string }) {
  return (
    <>
      <Button opens="take-back">{say('imports.takeBack.act')}</Button>
      <Dialog id="take-back" title={say('imports.takeBack.title')}>
        <ActForm
          act={act}
          hidden={{ name: 'id', value: id }}
          errors={say('learners.import.errors')}
          titleMark={say('learners.titleMark')}
        >
          <DialogBody>
            <p>{say('imports.takeBack.text')}</p>
          </DialogBody>
          <DialogFoot>
            <Button closes="take-back">{say('learners.import.cancel')}</Button>
            <SubmitButton variant="main">{say('imports.takeBack.act')}</SubmitButton>
          </DialogFoot>
        </ActForm>
      </Dialog>
    </>
  )
}
