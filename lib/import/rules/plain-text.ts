/** As headings and words are compared: no case, no accents, nothing but letters and digits. */
export const plainText = (text: string) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
