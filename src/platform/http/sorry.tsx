import type { FastifyRequest } from 'fastify'
import type { Route } from '../module.ts'
import { Button } from '../ui/notices.tsx'
import { type Frame, Page } from '../ui/page.tsx'
import { drawnIn, say } from '../ui/say.ts'
import { languageOf } from './language.ts'
import { frameOf, send, type Turn } from './site.ts'

type Sorry = 'not found' | 'forbidden' | 'stale form' | 'too often'

const words: Record<Sorry, { status: number; title: string; text: string }> = {
  'not found': {
    status: 404,
    title: 'Page not found',
    text: 'There is nothing here that you can see. Check the address, or go back to your work.',
  },
  forbidden: {
    status: 403,
    title: 'You may not do this',
    text: 'Your role does not include this. If it should, ask whoever manages your account.',
  },
  'stale form': {
    status: 403,
    title: 'This form is out of date',
    text: 'You were signed out, or the page was open for too long. Go back, copy what you typed, open the page again and send it from there.',
  },
  'too often': {
    status: 429,
    title: 'Too many tries',
    text: 'This was sent too often from where you are. Wait an hour and try again. If somebody is in danger now, call 999.',
  },
}

/** For whoever has no account: they have no work to go back to. */
const strangers: Partial<typeof words> = {
  'not found': {
    ...words['not found'],
    text: 'There is nothing at this address. Check it, or go to the first page.',
  },
}

/**
 * One page for each way of not getting on, in the language of the route that was asked for. A hidden record and an
 * absent one give the same.
 */
export function sendSorry(turn: Turn, why: Sorry, route?: Route) {
  const { status, title, text } = (turn.visit.viewer.kind === 'public' && strangers[why]) || words[why]
  return drawnIn(route && languageOf(route, turn), () =>
    send(turn.reply.code(status), <SorryPage frame={frameOf(turn, route)} title={say(title)} text={say(text)} />),
  )
}

/** A form that was sent, to be sent again as it is. */
export interface Again {
  to: string
  fields: readonly [name: string, value: string][]
}

/** What was sent, where it is done only once however often it comes: a form that carries the id of its act. */
export function whatToSendAgain({ method, url, body }: FastifyRequest): Again | undefined {
  const sent = (body ?? {}) as Record<string, unknown>
  if (method !== 'POST' || typeof sent._act !== 'string') return undefined
  const fields = Object.entries(sent).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, String(value)]),
  )
  return { to: url, fields }
}

interface Sorrow {
  frame: Frame
  title: string
  text: string
  again?: Again | undefined
}

export function SorryPage({ frame, title, text, again }: Sorrow) {
  return (
    <Page frame={frame} title={title}>
      <p class="govuk-body">{text}</p>
      {again && <SendAgain {...again} />}
      <p class="govuk-body">
        <a class="govuk-link" href="/">
          {say('Go to the first page')}
        </a>
      </p>
    </Page>
  )
}

function SendAgain({ to, fields }: Again) {
  return (
    <form method="post" action={to} novalidate>
      {fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <p class="govuk-body">What you typed is kept in this page.</p>
      <Button once>Send it again</Button>
    </form>
  )
}

export function RefusedPage({ frame, sentence }: { frame: Frame; sentence: string }) {
  return <SorryPage frame={frame} title="This cannot be done" text={sentence} />
}
