import type { NextConfig } from 'next'

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  // What ends in `.bench.tsx` is a page in a build for `npm run bench` and in no other.
  pageExtensions: process.env.OLEK_BENCH === 'yes' ? ['tsx', 'ts', 'bench.tsx'] : ['tsx', 'ts'],
  poweredByHeader: false,
  reactStrictMode: true,
  // The same on all instances of one release; old pages then reload instead of mixing with new scripts.
  deploymentId: process.env.OLEK_RELEASE,
  serverExternalPackages: ['pdfmake', 'pg-boss', 'nodemailer'],
  // The largest upload is a spreadsheet of 5 MB; the rest is the form around it.
  experimental: { serverActions: { bodySizeLimit: '6mb' } },
  // `npm run check` looks at the types of everything; a start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Next would write instructions into the project's folder.
  agentRules: false,
}

export default config
