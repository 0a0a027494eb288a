import { z } from 'zod'

const subsystem = z.string().regex(/^[^/\s]+(\/[^/\s]+){3}$/)
const yesNo = z.enum(['yes', 'no']).default('no')

/** The processes' configuration; `.env.example` describes each value. */
const Settings = z.object({
  NODE_ENV: z.string().optional(),
  DATABASE_URL: z.string().url(),
  // Set by `npm start` for the database that it runs itself.
  OLEK_EMBEDDED: yesNo,
  NEXTAUTH_SECRET: z.string().min(32),
  OLEK_URL: z.string().url(),
  OLEK_PROCESSES: z.coerce.number().int().min(1).max(99).default(1),
  OLEK_SANDBOX: yesNo,
  OLEK_SANDBOX_WITH_REAL_DATABASE: yesNo,
  OLEK_NOW: z.string().datetime().optional(),
  OLEK_INSTITUTION: z.string().default('Tartu Näidisülikool'),
  DHIS_URL: z.string().url(),
  DHIS_KEY: z.string().min(8),
  DHIS_EVENT_SECRET: z.string().min(16),
  JUHAN_URL: z.string().url(),
  JUHAN_KEY: z.string().min(8),
  EHIS_URL: z.string().url(),
  EHIS_KOOL_ID: z.string().regex(/^\d{1,9}$/),
  XROAD_CLIENT: subsystem,
  XROAD_SERVICE: subsystem,
  SMTP_URL: z.string().url(),
  MAIL_FROM: z.string().min(3),
  // Longer than the longest wait for a neighbour's answer (20 s).
  CLAIM_SECONDS: z.coerce.number().int().min(25).max(3_600).default(90),
  OIDC_ISSUER: z.string().url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
})

/**
 * Protects against running the demo by mistake: with an external database the sandbox has to be requested twice,
 * however the process starts, except in development and tests.
 */
const Environment = Settings.refine(
  (told) =>
    told.OLEK_SANDBOX === 'no' ||
    told.OLEK_SANDBOX_WITH_REAL_DATABASE === 'yes' ||
    (told.OLEK_EMBEDDED === 'yes' && isLoopback(told.DATABASE_URL)) ||
    told.NODE_ENV === 'development' ||
    told.NODE_ENV === 'test',
  { path: ['OLEK_SANDBOX_WITH_REAL_DATABASE'] },
)

const isLoopback = (url: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)

let read: z.infer<typeof Environment> | undefined

/** The environment, checked at the first use. Throws with the names of what is missing or wrong, never their values. */
export function env() {
  if (read) return read
  const parsed = Environment.safeParse(process.env)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
    throw new Error(`Environment variables missing or wrong: ${wrong}. See .env.example.`)
  }
  return (read = parsed.data)
}

/** Reads the environment again at the next use: tests change it from file to file. */
export const forgetEnv = () => void (read = undefined)

/** Whether the sandbox plays the neighbours; one-click persons and the settable clock exist only then. */
export const sandboxOn = () => env().OLEK_SANDBOX === 'yes'
