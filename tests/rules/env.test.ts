import { afterEach, expect, test, vi } from 'vitest'
import { env, forgetEnv } from '@/lib/shared/env'

const told = {
  NEXTAUTH_SECRET: 'only-for-the-tests-0123456789abcdef',
  OLEK_URL: 'https://olek.example',
  DHIS_URL: 'https://dhis.example',
  DHIS_KEY: 'test-key-of-dhis',
  DHIS_EVENT_SECRET: 'test-secret-of-dhis-events',
  JUHAN_URL: 'https://juhan.example',
  JUHAN_KEY: 'test-key-of-juhan',
  EHIS_URL: 'https://ehis.example',
  EHIS_KOOL_ID: '101',
  XROAD_CLIENT: 'EE/GOV/70000000/olek',
  XROAD_SERVICE: 'EE/GOV/70000001/ehis',
  SMTP_URL: 'smtp://mail.example',
  MAIL_FROM: 'olek@olek.example',
  DATABASE_URL: 'postgresql://olek_app:x@db.example/olek',
  OLEK_SANDBOX: 'yes',
  OLEK_EMBEDDED: 'no',
  OLEK_SANDBOX_WITH_REAL_DATABASE: 'no',
  NODE_ENV: 'production',
}

function reading(others: Partial<typeof told>) {
  for (const [name, value] of Object.entries({ ...told, ...others })) vi.stubEnv(name, value)
  forgetEnv()
  return env().OLEK_SANDBOX
}

afterEach(() => {
  vi.unstubAllEnvs()
  forgetEnv()
})

test.each(['production', ''])(
  'no process uses the sandbox beside a real database unless a second setting allows it (NODE_ENV “%s”)',
  (NODE_ENV) => {
    expect(() => reading({ NODE_ENV })).toThrow('OLEK_SANDBOX_WITH_REAL_DATABASE')
    expect(() => reading({ NODE_ENV, OLEK_EMBEDDED: 'yes' })).toThrow('OLEK_SANDBOX_WITH_REAL_DATABASE')
    expect(reading({ NODE_ENV, OLEK_SANDBOX_WITH_REAL_DATABASE: 'yes' })).toBe('yes')
    expect(reading({ NODE_ENV, OLEK_SANDBOX: 'no' })).toBe('no')
  },
)

test('the sandbox is allowed with the database that npm start keeps itself, in development and in tests', () => {
  expect(reading({ OLEK_EMBEDDED: 'yes', DATABASE_URL: 'postgresql://olek_app:x@127.0.0.1:5000/olek' })).toBe(
    'yes',
  )
  expect(reading({ NODE_ENV: 'development' })).toBe('yes')
  expect(reading({ NODE_ENV: 'test' })).toBe('yes')
})
