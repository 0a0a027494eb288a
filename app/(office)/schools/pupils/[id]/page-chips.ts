import type { Chip } from '@/components/ui/chips'
import { pupilAddress } from '../address'
import { stateText } from '../words'
import { keptParts } from './kept-fields'
import type { PartOf } from './part'

/** The parts of the page, each with its number of rows. */
export function partChips({ say, pupil }: PartOf): Chip[] {
  const { kept, decisions, cards, groups } = pupil
  const part = (kind: string, text: string, count?: number): Chip => ({
    href: `#${kind}`,
    text,
    value: count || undefined,
  })
  return [
    part('placements', say('pupils.placements.title')),
    ...keptParts.flatMap((kind) => {
      const rows = kind === 'decisions' ? decisions : kept?.[kind]
      return rows ? [part(kind, say(`pupils.kind.${kind}`), rows.length)] : []
    }),
    ...(kept ? [part('cards', say('pupils.kind.cards'), cards.length)] : []),
    part('groups', say('pupils.kind.groups'), groups.length),
  ]
}

/** The houses whose data can be shown, if there are several. */
export const stayChips = ({ say, pupil }: PartOf): Chip[] =>
  pupil.stays.map((stay) => ({
    href: pupilAddress(pupil.id, { stay: stay.placementId }),
    text: say('pupils.stay', { house: stay.house, state: stateText(say, { ...stay, state: stay.stateOn }) }),
    on: stay.placementId === pupil.stay?.placementId,
  }))
