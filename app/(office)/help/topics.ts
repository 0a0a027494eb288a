import type { Locale } from '@/lib/messages/say'
import { topics as en } from './guide-en'
import { topics as et } from './guide-et'
import type { Topic } from './topic'

/** The user's guide: one page per task, the daily ones first. */
export const helpTopics = (locale: Locale): readonly Topic[] => (locale === 'en' ? en : et)

/** The page of a task, or null. */
export const helpTopic = (locale: Locale, slug: string): Topic | null =>
  helpTopics(locale).find((topic) => topic.slug === slug) ?? null
