import { z } from 'zod'
import { command } from '../../src/platform/command.ts'
import { type Module, route, type Shown } from '../../src/platform/module.ts'
import { allow } from '../../src/platform/policy.ts'
import { type Fact, refuse } from '../../src/platform/pure/outcomes.ts'
import { text } from '../../src/platform/pure/questions.ts'
import { id, query } from '../../src/platform/query.ts'
import { ActPage } from '../../src/platform/ui/act-page.tsx'
import { Page } from '../../src/platform/ui/page.tsx'

const only = allow(['cohesion worker'])
const questions = { words: text({ label: 'Words', missing: 'Enter the words' }) }

/** A module that tells about somebody wherever nothing may be told: one leak of each kind. */
export function leaking(who: string): Module {
  const nothing = (name: string, about = z.object({})) =>
    query({
      name,
      zone: 'community',
      summary: 'Nothing',
      about,
      gives: z.object({}),
      allows: only,
      read: async () => (name === 'trial.absent' ? undefined : {}),
    })
  const saying = (name: string, ends: 'done' | 'refused') =>
    command({
      name,
      zone: 'community',
      summary: 'Say some words',
      asks: questions,
      knows: nothing('trial.nothing'),
      allows: only,
      decides: (): Fact => (ends === 'refused' ? (refuse(`${who} would not like it.`) as never) : { is: 'words said' }),
      saves: (writing) => writing.enqueue('trial', { about: who }),
    })
  const asks = (shown: Shown<object>) => (
    <ActPage shown={shown} title="Say some words" questions={questions} submit="Say them" />
  )
  const paged = ({ frame }: Shown<object>) => (
    <Page frame={frame} title={`About ${who}`}>
      <a href={`/trial/say?about=${encodeURIComponent(who)}`}>On</a>
    </Page>
  )
  return {
    name: 'trial',
    routes: [
      route({ path: '/trial', looks: nothing('trial.nothing'), shows: paged }),
      route({
        path: '/trial/say',
        looks: nothing('trial.nothing'),
        shows: asks,
        performs: saying('trial.say', 'done'),
        then: () => `/trial?said=${encodeURIComponent(who)}`,
        done: `It was said to ${who}`,
      }),
      route({
        path: '/trial/refused',
        looks: nothing('trial.nothing'),
        shows: asks,
        performs: saying('trial.refuse', 'refused'),
      }),
      route({
        path: '/trial/:trialId',
        looks: nothing('trial.absent', z.object({ trialId: id() })),
        shows: asks,
        absent: (frame) => (
          <Page frame={frame} title="Page not found">
            {who} is not here.
          </Page>
        ),
      }),
    ],
  }
}
