/** One piece of a page of the guide. `**…**` in a text marks a word exactly as on the screen. */
export type Piece =
  { heading: string } | { text: string } | { steps: readonly string[] } | { list: readonly string[] }

/**
 * One task and how to do it; `page` is the page where it is done, `next` the slugs of further pages to read;
 * `contacts`: the page also names whom to ask about continuing education.
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
