/** doktoranditoetus → Doktoranditoetus */
export const capitalised = (text: string) => text.charAt(0).toLocaleUpperCase('et') + text.slice(1)
