/** One text as other keyboards, programs and people write it. */
export const otherWritings = (text: string) => [
  text.normalize('NFD'),
  text.replaceAll(' ', '\u00a0'),
  text.replaceAll(' ', ' \u2009\t'),
  text.replaceAll('-', '\u2011'),
  text.replaceAll('-', '\u2013'),
  [...text].join('\u00ad'),
  `\ufeff${text}\u200b `,
  text.toLowerCase(),
  text.toUpperCase(),
]
