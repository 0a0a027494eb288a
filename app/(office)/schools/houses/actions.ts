'use server'

import { officeAction } from '@/lib/office/action'
import { addClass, changeClass, changeHouse } from '@/lib/schools/commands-houses'
import { ClassInput, HouseInput, NewClassInput } from '@/lib/schools/schema-schools'
import { changed } from '../../settings/words'

export const saveHouse = officeAction('act houses.change', HouseInput, changeHouse, changed)
export const newClass = officeAction('act houses.change', NewClassInput, addClass, changed)
export const saveClass = officeAction('act houses.change', ClassInput, changeClass, changed)
