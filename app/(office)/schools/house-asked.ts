import type { Say } from '@/lib/messages/say'
import type { AskedChoice } from '@/lib/shared/asked-choice'
import { choiceAsked } from '../choice-asked'

/** Where a field asks for the names of the person's houses. */
export const housesFrom = '/api/choices/houses'

/** The filter of the schools' lists by house. */
export const houseAsked = (say: Say, label: string, house: AskedChoice) =>
  choiceAsked(say, { name: 'house', label, from: housesFrom }, house)
