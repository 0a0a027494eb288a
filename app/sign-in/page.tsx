import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { formTokenName, tokenForForm } from '@/lib/access/form-token'
import { currentPerson } from '@/lib/access/session'
import { sayIn, type Locale } from '@/lib/messages/say'
import { sandboxOn } from '@/lib/shared/env'
import { cameWithSession, errorKey, localPath, providerIsSet } from './asked'
import { Persons } from './persons'

type Asked = {
  next?: string | string[]
  error?: string | string[]
  lang?: string | string[]
  /** the linking page knows that a session has ended; the browser may have lost every trace of it */
  ended?: string | string[]
}
type Props = { searchParams: Promise<Asked> }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: sayIn(await localeOf((await searchParams).lang))('office.signIn.title') }
}

/** The language in the address, else that of the person who was here last. */
async function localeOf(lang: Asked['lang']): Promise<Locale> {
  return (lang ?? (await cookies()).get('lang')?.value) === 'en' ? 'en' : 'et'
}

/** Signing in: plain forms to next-auth, so that they work without script. */
export default async function SignInPage({ searchParams }: Props) {
  const { next, error, lang, ended } = await searchParams
  const kept = await cookies()
  const locale = await localeOf(lang)
  const say = sayIn(locale)
  const to = localPath(next)
  const person = await currentPerson()
  if (person && !sandboxOn()) redirect(to)

  const token = tokenForForm(kept.get(formTokenName)?.value)
  const hidden = (
    <>
      <input type="hidden" name="csrfToken" value={token} />
      <input type="hidden" name="callbackUrl" value={to} />
    </>
  )
  const other = new URLSearchParams({ lang: locale === 'et' ? 'en' : 'et', next: to })
  if (ended === '1') other.set('ended', '1')
  const expired = ended === '1' || cameWithSession(kept)
  return (
    <main id="main" lang={locale} className="mx-auto flex max-w-[560px] flex-col gap-5 px-4 py-10">
      <header className="flex items-center gap-2">
        <span className="brand-mark" />
        <b className="text-section">{say('office.name')}</b>
        <a href={`/sign-in?${other}`} lang={locale === 'et' ? 'en' : 'et'} className="ml-auto">
          {say('office.signIn.otherLanguage')}
        </a>
      </header>
      <h1>{say('office.signIn.heading')}</h1>
      {error ? <Notice tone="stop">{say(errorKey(error))}</Notice> : null}
      {!error && !person && to !== '/' ? (
        <Notice>{say(expired ? 'office.signIn.expired' : 'office.signIn.first')}</Notice>
      ) : null}
      {person ? (
        <Notice act={<LinkButton href={to}>{say('office.signIn.continue')}</LinkButton>}>
          {say('office.signIn.continueAs', { name: person.name })}
        </Notice>
      ) : null}
      {providerIsSet() ? (
        <form action="/api/auth/signin/oidc" method="post">
          {hidden}
          <button className="btn btn-main">{say('office.signIn.withProvider')}</button>
        </form>
      ) : null}
      {sandboxOn() ? <Persons say={say} hidden={hidden} /> : null}
      {!providerIsSet() && !sandboxOn() ? <Notice tone="warn">{say('office.signIn.none')}</Notice> : null}
    </main>
  )
}
