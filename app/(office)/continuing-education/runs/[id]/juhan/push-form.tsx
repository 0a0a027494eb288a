'use client'

import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useAct } from '@/components/use-act'
import { pushStatuses } from '../../../actions'

/** `Uuenda registreerunute staatust Juhanis`, and the result of pressing it. */
export function PushForm({
  run,
  texts,
  reasons,
}: {
  run: string
  texts: { submit: string; refusedMark: string }
  reasons: readonly string[]
}) {
  const [answer, push, pushing] = useAct(pushStatuses)
  return (
    <form action={push} className="mb-5 flex flex-col items-start gap-4">
      {answer.outcome === 'done' && answer.notice ? <Notice tone="done">{answer.notice}</Notice> : null}
      {answer.outcome === 'refused' ? (
        <Notice tone="stop" title={texts.refusedMark}>
          {answer.errors.map(({ text }) => text).join(' ')}
        </Notice>
      ) : null}
      <input type="hidden" name="run" value={run} />
      <Button type="submit" variant="main" pending={pushing} reasons={reasons}>
        {texts.submit}
      </Button>
    </form>
  )
}
