/** A table on its way, of the height it will have, so that nothing jumps. `label` is read out ("Laadin …"). */
export function TableSkeleton({ label, rows, columns }: { label: string; rows: number; columns: number }) {
  return (
    <div className="sheet" role="status" aria-label={label}>
      <table className="table" aria-hidden>
        <tbody>
          {Array.from({ length: rows + 1 }, (_, row) => (
            <tr key={row}>
              {Array.from({ length: columns }, (_, column) => (
                <td key={column}>
                  <span className="bone" />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A heading and a few lines on their way. */
export function TextSkeleton({ label, lines = 3 }: { label: string; lines?: number }) {
  return (
    <div role="status" aria-label={label} className="max-w-160">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="bone" />
      ))}
    </div>
  )
}
