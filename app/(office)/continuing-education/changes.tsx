import type { ComponentProps } from 'react'
import { Changes as All } from '../changes'
import { changeName, valueWords } from './words'

/** `Muudatused` of a programme, a run or a registrant; nothing where nothing was changed. */
export function Changes(props: Pick<ComponentProps<typeof All>, 'say' | 'locale' | 'changes'>) {
  const { say, changes } = props
  if (changes.length === 0) return null
  return (
    <All {...props} nameOf={(what) => changeName(say, what)} inWords={(value) => valueWords(say, value)} />
  )
}
