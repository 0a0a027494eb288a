/** The matrix with the tried changes in its address, at the trial; `page` may be a placeholder. */
export const clashTrialAddress = ({
  on,
  off,
  page,
}: {
  on: readonly string[]
  off: readonly string[]
  page?: string
}) => ({ go: `/settings/clashes?${query({ on: on.join(), off: off.join(), page })}#trial` })

/** A grant type with the tried changes in its address. */
export const warningTrialAddress = ({
  code,
  hide,
  page,
}: {
  code: string
  hide: readonly string[]
  page?: string
}) => ({ go: `/settings/grants/${code}?${query({ hide: hide.join(), page })}#trial` })

function query(parts: Readonly<Record<string, string | undefined>>) {
  const known = Object.entries(parts).filter((part): part is [string, string] => part[1] !== undefined)
  return new URLSearchParams(known)
}
