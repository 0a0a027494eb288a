import { keep, kept, type Store } from './store'

/** The present instant for whoever decides here: like the application's clock, it may be set and runs on from there. */
export const instant = (store: Store): Date => new Date(Date.now() + kept(store, 'clock', () => 0))

/** Sets the clock; `now` an instant with its zone. */
export const setClock = (store: Store, now: string) => keep(store, 'clock', Date.parse(now) - Date.now())
