'use client'

import { LinkButton } from '@/components/ui/link-button'

/** A client part only so that the page's script has its texts alone. */
export const MissingWords = ({ title, text, desk }: Record<'title' | 'text' | 'desk', string>) => (
  <div className="flex flex-col items-start gap-4">
    <title>{title}</title>
    <h1>{title}</h1>
    <p className="max-w-[60ch]">{text}</p>
    <LinkButton href="/">{desk}</LinkButton>
  </div>
)
