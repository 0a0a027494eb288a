import type { Reply } from './http'

/** Text that is HTML already; everything else is escaped on its way into a page. */
class Html {
  constructor(readonly text: string) {}
}
export type { Html }
type Part = Html | Html[] | string | number | null

export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, string, index) => text + shown(parts[index - 1] ?? null) + string))
}

function shown(part: Part): string {
  if (part === null) return ''
  if (part instanceof Html) return part.text
  if (Array.isArray(part)) return part.map((each) => each.text).join('')
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** A page of the sandbox. `olek` may receive a form's redirect (sign-in goes back there). */
export function page(title: string, body: Html, options: { status?: number; olek?: string } = {}): Reply {
  const whole = html`<!doctype html>
    <html lang="et">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Liivakast</title>
        <link rel="stylesheet" href="/sandbox.css" />
      </head>
      <body>
        <header>
          <a class="brand" href="/">Liivakast</a>
          <span>proovisüsteemid, mitte päris</span>
          <nav>
            <a href="/dhis">DHIS</a> <a href="/juhan">Juhan</a> <a href="/ehis">EHIS</a>
            <a href="/mailbox">Postkast</a>
          </nav>
        </header>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`
  const formTargets = ["'self'", options.olek ? new URL(options.olek).origin : ''].join(' ').trim()
  return {
    status: options.status ?? 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'self'; form-action ${formTargets}; base-uri 'none'; frame-ancestors 'none'`,
      'Referrer-Policy': 'same-origin',
    },
    body: whole.text,
  }
}

const clock = new Intl.DateTimeFormat('et-EE', {
  timeZone: 'Europe/Tallinn',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** An instant as read in Tallinn: `21.11.2026 14:32:05`. */
export function moment(instant: string | number): string {
  return clock.format(new Date(instant)).replace(', ', ' ')
}

export const stylesheet = `
:root{--paper:#fff;--ground:#f7f6f3;--ink:#1d1c1a;--ink-2:#5d5a54;--line:#e4e1da;--line-2:#cfcbc2;--act:#1c4f8f;--act-ink:#fff;--warn:#8a5a00;--warn-wash:#fdf4e0;--stop:#b3261e;--stop-wash:#fcecea;--done:#1f6b3a;color-scheme:light}
@media (prefers-color-scheme:dark){:root{--paper:#1b1b1d;--ground:#141415;--ink:#edebe6;--ink-2:#b2aea6;--line:#2e2d2f;--line-2:#47454a;--act:#8db8ee;--act-ink:#0d1a2b;--warn:#e5b454;--warn-wash:#33290f;--stop:#f19a92;--stop-wash:#3a1d1b;--done:#7cc795;color-scheme:dark}}
*{box-sizing:border-box}html{font:15px/1.45 "Source Sans 3",system-ui,sans-serif;color:var(--ink);background:var(--ground)}body{margin:0}
a{color:var(--act);text-underline-offset:3px}
header{display:flex;flex-wrap:wrap;gap:4px 14px;align-items:baseline;padding:10px 20px;background:var(--warn-wash);border-bottom:2px dashed var(--warn)}header span{color:var(--warn)}.brand{font-weight:650;font-size:18px;color:var(--warn);text-decoration:none}nav{margin-left:auto;display:flex;gap:14px}
main{max-width:1040px;margin:0 auto;padding:22px 20px 60px}h1{font-size:25px;line-height:1.22;letter-spacing:-.012em;font-weight:650;margin:0 0 14px;overflow-wrap:anywhere}h2{font-size:16px;font-weight:650;margin:28px 0 10px}
table{border-collapse:collapse;width:100%;background:var(--paper);border:1px solid var(--line);font-variant-numeric:tabular-nums}th{text-align:left;font-weight:600;font-size:13.5px;color:var(--ink-2)}th,td{padding:8px 12px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:break-word}th,.badge,button,td .number{white-space:nowrap}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 18px;margin:0}dt{color:var(--ink-2)}dd{margin:0;overflow-wrap:anywhere}
.badge{display:inline-block;padding:1px 9px;border-radius:99px;border:1.5px solid currentColor;font-weight:600;font-size:13.5px}.waiting{color:var(--act)}.locked{color:var(--warn);border-style:dashed}.confirmed{color:var(--done)}.rejected{color:var(--stop)}.cancelled{color:var(--ink-2);text-decoration:line-through}
form.box,details,.letter{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:14px 16px;margin:0 0 12px}form.row{display:flex;flex-wrap:wrap;gap:8px;align-items:end;margin:0 0 14px}
label{display:block;font-weight:600;font-size:14px;margin:0 0 10px}input,select,textarea{display:block;font:inherit;width:100%;max-width:460px;margin-top:3px;padding:5px 9px;border:1px solid var(--line-2);border-radius:6px;background:var(--paper);color:var(--ink)}form.row label{margin:0}td form.row{flex-wrap:nowrap;margin:0}
button{font:inherit;font-weight:600;min-height:34px;padding:5px 14px;margin:0 6px 0 0;border-radius:6px;border:1px solid var(--line-2);background:var(--paper);color:var(--ink);cursor:pointer}button.main{background:var(--act);border-color:var(--act);color:var(--act-ink)}
.people{list-style:none;padding:0;margin:0;display:grid;gap:8px}.people button{width:100%;white-space:normal;text-align:left;padding:9px 14px}.people small{display:block;font-weight:400;color:var(--ink-2)}
.notice{padding:9px 14px;border-radius:8px;background:var(--stop-wash)}.quiet{color:var(--ink-2)}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:13.5px/1.5 ui-monospace,monospace;margin:10px 0 0}.letter pre{font:inherit;margin:0}
summary{cursor:pointer;font-weight:600}:focus-visible{outline:2px solid var(--act);outline-offset:2px}
@media (max-width:640px){main{padding:16px 14px 50px}header{padding:10px 14px}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}table,tbody,tr,td{display:block;overflow-wrap:anywhere}thead{display:none}tr{padding:8px 0;border-bottom:1px solid var(--line)}td{border:0;padding:2px 12px}td[data-label]:before{content:attr(data-label) ": ";color:var(--ink-2)}}
`
