/** The browser of the journeys: CHROMIUM_PATH, an installed Chromium or Chrome, else the one inside an npm package. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { LaunchOptions } from '@playwright/test'
import { dataFolder } from '@/scripts/engine-place'

// Without a graphics card, drawing as if there were one takes a fifth of a journey's time.
const args = ['--disable-gpu', '--disable-gpu-rasterization']

/** How Playwright launches it. The first call unpacks the package's browser, which takes some seconds. */
export async function browserLaunch(): Promise<LaunchOptions> {
  const executablePath = process.env.CHROMIUM_PATH ?? installed()
  return executablePath ? { executablePath, args } : packaged()
}

function installed() {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome.exe']
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    path.join(process.env.ProgramFiles ?? 'C:/Program Files', 'Google/Chrome/Application'),
  ]
  const places = [
    ...folders.flatMap((folder) => names.map((name) => path.join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ]
  return places.find((place) => existsSync(place))
}

/**
 * `@sparticuz/chromium` unpacks into the temporary folder that all users share, where two of them get in each other's
 * way; here it unpacks into this clone's own folder. Its al2023 archive holds the libraries that a bare Linux lacks.
 */
async function packaged(): Promise<LaunchOptions> {
  const browser = path.resolve(createRequire(import.meta.url).resolve('@sparticuz/chromium'), '../..')
  const { version } = JSON.parse(await readFile(path.join(browser, 'package.json'), 'utf8')) as {
    version: string
  }
  const folder = path.join(dataFolder, `chromium-${version}`)
  if (!existsSync(folder)) await unpack(path.join(browser, 'bin'), folder)
  return {
    executablePath: path.join(folder, 'chromium'),
    args,
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: path.join(folder, 'fonts'),
    },
  }
}

async function unpack(archives: string, folder: string) {
  const { inflate } = await import('@sparticuz/chromium')
  const unfinished = `${folder}.${process.pid}`
  await mkdir(unfinished, { recursive: true })
  const before = process.env.TMPDIR
  process.env.TMPDIR = unfinished
  try {
    for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'])
      await inflate(path.join(archives, name))
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  await writeFile(path.join(unfinished, 'fonts/fonts.conf'), fontList(folder))
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }))
}

/** The archive's own list of fonts names folders outside this clone. */
const fontList = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts/cache</cachedir>
</fontconfig>
`
