/** A trivial outcome ("Kopeeritud") in the corner; read out, and gone after six seconds. */
export function Toast({ text }: { text?: string }) {
  return (
    <div role="status">
      {text ? (
        <div className="toast" key={text}>
          {text}
        </div>
      ) : null}
    </div>
  )
}
