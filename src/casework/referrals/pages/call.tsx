import type { WhomToCall } from '../queries.ts'

/** Whom to call about a referral, in one sentence. */
export function Call({ call }: { call: WhomToCall }) {
  if (!call) return <>If you want to speak to somebody, call your council, or the police on 101.</>
  const ways = [call.telephone && `call ${call.telephone}`, call.mailbox && `write to ${call.mailbox}`].filter(Boolean)
  return (
    <>
      If you want to speak to somebody at {call.name}, {ways.length ? ways.join(' or ') : 'call the council'}, or call
      the police on 101.
    </>
  )
}
