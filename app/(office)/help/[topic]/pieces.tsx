import type { Piece } from '../topic'

/** The body of a page of the guide. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, at) => {
    if ('heading' in piece)
      return (
        <h2 key={at} className="mt-7">
          {piece.heading}
        </h2>
      )
    if ('text' in piece)
      return (
        <p key={at} className="mt-3">
          <Words text={piece.text} />
        </p>
      )
    const lines = 'steps' in piece ? piece.steps : piece.list
    const items = lines.map((line) => (
      <li key={line} className="py-1 pl-1">
        <Words text={line} />
      </li>
    ))
    return 'steps' in piece ? (
      <ol key={at} className="mt-2 list-decimal pl-6">
        {items}
      </ol>
    ) : (
      <ul key={at} className="mt-2 list-disc pl-6">
        {items}
      </ul>
    )
  })
}

/** A text in which `**…**` marks a word exactly as on the screen. */
function Words({ text }: { text: string }) {
  return text.split('**').map((part, at) => (at % 2 === 1 ? <b key={at}>{part}</b> : part))
}
