/** What we use of a parser that carries no types of its own. */
declare module 'saxen' {
  export class Parser {
    on(event: 'openTag', take: (name: string, attributes: () => Record<string, string>) => void): this
    on(event: 'closeTag' | 'text' | 'cdata', take: (text: string) => void): this
    on(event: 'error', take: (error: Error) => void): this
    write(xml: string): this
    end(): Error | undefined
  }
}
