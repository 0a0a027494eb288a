import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65535)
const secret = z.string().min(1)

const envSchema = z.object({
  /** 0 lets the system choose; the ready line says which. */
  SANDBOX_PORT: port.default(0),
  SANDBOX_SMTP_PORT: port.default(0),
  /** Folder of `sandbox.db`; made if missing. */
  SANDBOX_DIR: z.string().min(1),
  SANDBOX_CONTROL_TOKEN: secret,
  /** JSON file of the persons as whom one can act; none if not set. */
  SANDBOX_PERSONS: z.string().min(1).optional(),
  /** The start of the application's clock, if it is set; ours follows it. */
  OLEK_NOW: z.iso.datetime().optional(),
  OLEK_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  DHIS_KEY: secret,
  DHIS_EVENT_SECRET: secret,
  JUHAN_KEY: secret,
  OIDC_CLIENT_ID: secret,
  OIDC_CLIENT_SECRET: secret,
})
export type Env = z.infer<typeof envSchema>

/** Settings of the sandbox; throws naming every variable that is missing or wrong. */
export function readEnv(from: Record<string, string | undefined>): Env {
  const parsed = envSchema.safeParse(from)
  if (parsed.success) return parsed.data
  throw new Error(`sandbox settings: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`)
}
