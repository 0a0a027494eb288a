/** The box that makes the rail slim; the cookie keeps the choice for the next page and the next day. */
export function RailSlim({ slim }: { slim?: boolean }) {
  return (
    <input
      id="rail-slim"
      type="checkbox"
      className="sr-only"
      defaultChecked={slim}
      onChange={(event) => {
        document.cookie = `rail=${event.target.checked ? 'slim' : 'wide'};path=/;max-age=31536000;samesite=lax`
      }}
    />
  )
}
