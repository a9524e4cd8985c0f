import type { FastifyInstance } from 'fastify'
import type { Site } from '../../platform/http/site.ts'
import type { Language } from '../../platform/pure/languages.ts'
import { serveAccount } from './account-routes.tsx'
import { serveJoining } from './join-routes.tsx'
import { isOpenToWalkers } from './demo.ts'
import { concernPath, FirstPage, HiddenPage } from './pages/first-pages.tsx'
import { prepareForStrangers } from './passwords.ts'
import { type Asked, pagesOn } from './serving.ts'
import { serveSignIn } from './sign-in-routes.tsx'

/** The pages that are not on the road, because whoever asks for them is nobody yet. */
export function identityPages(app: FastifyInstance, site: Site): void {
  const pages = pagesOn(app, site)
  pages.get('/', (asked) => firstPage(asked, languagesOf(site)))
  pages.get('/hidden', (asked) => asked.shows(<HiddenPage frame={asked.frame()} />))
  serveSignIn(pages)
  serveJoining(pages)
  serveAccount(pages)
  app.addHook('onReady', async () => void (await prepareForStrangers()))
}

/** In which languages, beside English, anybody may tell of a concern. */
const languagesOf = ({ modules }: Site): readonly Language[] =>
  modules.flatMap(({ routes }) => routes).find(({ path }) => path === concernPath)?.languages ?? []

async function firstPage(asked: Asked, languages: readonly Language[]) {
  if (asked.visit.viewer.kind === 'staff') return asked.goesTo('/work')
  const walk = await isOpenToWalkers(asked.town)
  return asked.shows(<FirstPage frame={asked.frame()} demo={asked.town.demo} walk={walk} languages={languages} />)
}
