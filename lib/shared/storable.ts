/** PostgreSQL keeps no U+0000 in a text, and anybody may send one. */
export const storable = (text: string) => text.replaceAll('\u0000', '\uFFFD')
