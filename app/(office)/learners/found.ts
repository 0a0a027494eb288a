import type { FoundByCode } from '@/components/find-form'
import type { Say } from '@/lib/messages/say'
import type { Found } from '@/lib/register/commands/imports'

/** The result of a search by code, as the search shows it below itself. */
export function foundTexts(say: Say, { q, learners, total }: Extract<Found, { by: 'CODE' }>): FoundByCode {
  const more = total > learners.length ? say('learners.foundMore', { shown: learners.length }) : ''
  return {
    typed: q,
    told: say('learners.found', { count: total }),
    note: total === 0 ? say('learners.foundNone') : more,
    found: learners.map(({ id, firstName, lastName, places }) => ({
      href: `/learners/${id}`,
      name: `${firstName} ${lastName}`,
      place: places.map(({ curriculum, unitName }) => `${curriculum ?? '–'}, ${unitName}`).join('; '),
    })),
  }
}
