'use server'

import { officeAction } from '@/lib/access/action'
import { addGroup, addPlace, endPlace, renameGroup } from '@/lib/schools/groups/commands/groups'
import { EndPlaceInput, GroupInput, PlaceInput, RenameGroupInput } from '@/lib/schools/houses/schema/houses'
import { changed } from '../../settings/words'
import { toGroup } from './words'

export const newGroup = officeAction('act groups.change', GroupInput, addGroup, toGroup)
export const saveGroup = officeAction('act groups.change', RenameGroupInput, renameGroup, changed)
export const newPlace = officeAction('act groups.change', PlaceInput, addPlace, toGroup)
export const placeEnd = officeAction('act groups.change', EndPlaceInput, endPlace, toGroup)
