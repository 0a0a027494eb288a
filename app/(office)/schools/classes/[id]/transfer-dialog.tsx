'use client'

import { useEffect, useState, type MouseEvent } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { Target } from '@/lib/schools/transfers/queries/transfers'
import { answerPlace, pupilForm, type DialogTexts } from './dialog-texts'
import type { From } from './parallels'
import { TransferForm } from './transfer-form'

/**
 * `Õpilaste tõstmine teise filiaali` and its dialog. Without script the button sends the ticked pupils to the planner,
 * which offers the same act on a page.
 */
export function TransferDialog({
  from,
  targets,
  everyone,
  repeaters,
  texts,
}: {
  /** the class, and its full name: "Kesklinna kool, Mäe maja, 3.a" */
  from: From & { classId: string; told: string }
  targets: readonly Target[]
  /** all pupils of the list who can be moved: the user may choose more than the page shows */
  everyone: readonly string[]
  /** the pupils who have a class of the same number next year */
  repeaters: readonly string[]
  texts: DialogTexts
}) {
  const [opened, setOpened] = useState<{ times: number; pupils: readonly string[] }>()

  const refused = opened?.pupils.length === 0
  // The notice that nobody is ticked goes away once a pupil is ticked.
  useEffect(() => {
    if (!refused) return
    const ticked = new AbortController()
    pupilsForm()?.addEventListener('change', () => setOpened(undefined), { signal: ticked.signal })
    return () => ticked.abort()
  }, [refused])

  function open(event: MouseEvent) {
    event.preventDefault()
    const form = pupilsForm()
    const fields = form ? new FormData(form) : new FormData()
    const pupils = fields.has('all') ? everyone : fields.getAll('pupil').map(String)
    setOpened((before) => ({ times: (before?.times ?? 0) + 1, pupils }))
  }

  return (
    <>
      <Button type="submit" form={pupilForm} variant="main" onClick={open}>
        {texts.open}
      </Button>
      {opened
        ? createPortal(
            refused ? (
              <Notice key={opened.times} tone="stop">
                {texts.noneTicked}
              </Notice>
            ) : (
              <TransferForm
                key={opened.times}
                from={from}
                targets={targets}
                pupils={opened.pupils}
                repeaters={repeaters}
                texts={texts}
              />
            ),
            document.getElementById(answerPlace)!,
          )
        : null}
    </>
  )
}

const pupilsForm = () => document.querySelector<HTMLFormElement>(`form#${pupilForm}`)
