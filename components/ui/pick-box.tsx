'use client'

import { useSyncExternalStore, type ComponentProps } from 'react'

/** The box that chooses a row: `label` is read out ("Vali Kadri Oja"). Stands in a `Selection`. */
export function PickBox({ label, ...input }: { label: string } & ComponentProps<'input'>) {
  return <input type="checkbox" className="box" data-pick="" aria-label={label} {...input} />
}

/** The box in the head that chooses every row of the page ("Vali kõik"); it comes with the script that does it. */
export function PickAllBox({ label }: { label: string }) {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  if (!scripted) return null
  return <input type="checkbox" className="box" data-pick-all="" aria-label={label} />
}

const never = () => () => {}
