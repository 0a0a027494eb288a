'use server'

import { officeAction } from '@/lib/access/action'
import { addClass, changeClass, changeHouse } from '@/lib/schools/houses/commands/houses'
import { ClassInput, HouseInput, NewClassInput } from '@/lib/schools/houses/schema/houses'
import { changed } from '../../settings/words'

export const saveHouse = officeAction('act houses.change', HouseInput, changeHouse, changed)
export const newClass = officeAction('act houses.change', NewClassInput, addClass, changed)
export const saveClass = officeAction('act houses.change', ClassInput, changeClass, changed)
