/** One piece of a page of the guide. `**…**` in a text stands for a word as it is on the screen. */
export type Piece =
  { heading: string } | { text: string } | { steps: readonly string[] } | { list: readonly string[] }

/**
 * One task and how it is done; `page` is where it is done, `next` the slugs of pages to read on;
 * `contacts`: whom to ask about continuing education stands there too.
 */
export type Topic = {
  slug: string
  title: string
  lead: string
  page?: { href: string; text: string }
  pieces: readonly Piece[]
  next: readonly string[]
  contacts?: true
}
