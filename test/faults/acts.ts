import { openTown } from '../../src/app.ts'
import { makeApiToken } from '../../src/organisation/identity/sessions.ts'
import { passwordsOf, urlsOf } from '../../src/platform/db/embedded/place.ts'
import { newId } from '../../src/platform/road.ts'
import type { Town } from '../../src/platform/town.ts'
import type { Installation } from '../programs.ts'
import { referralAnswers } from '../referral.ts'

export interface Act {
  command: string
  /** The idempotency key. */
  key: string
  token: string
  about: Record<string, string>
  answers: Record<string, unknown>
}

export interface Done {
  act: string
  fact: Record<string, string>
  repeated: boolean
}

/** A referral whose words name its act, so that it is known again wherever they are found. */
export const referralOf = (token: string, key = newId()): Act => ({
  command: 'referrals.make',
  key,
  token,
  about: {},
  answers: { ...referralAnswers(), statements: [{ words: `Words of ${key}`, kind: 'fact', source: 'A teacher' }] },
})

/** Sends an act to a program that runs; undefined when the connection is lost. */
export function sendTo(address: string, { command, key, token, about, answers }: Act): Promise<Response | undefined> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key }
  const request = { method: 'POST', headers, body: JSON.stringify({ about, answers }) }
  return fetch(`${address}/api/v1/${command}`, request).catch(() => undefined)
}

/** Works in the town of an installation that runs, from this process. */
export async function inTown<T>(installation: Installation, work: (town: Town) => Promise<T>): Promise<T> {
  const { DATABASE_URL: given } = installation.env
  const serviceUrl = given ?? urlsOf(installation.place(), passwordsOf(installation.place())).serviceUrl
  const log = { info: () => {}, error: () => {} }
  const town = await openTown({ serviceUrl, keysFolder: installation.keys, baseUrl: 'http://127.0.0.1', log })
  try {
    return await work(town)
  } finally {
    await town.database.close()
    town.keys.close()
  }
}

/** A token for the API for each of the staff, by the part of their email before the @. */
export const tokensIn = (installation: Installation, staff: readonly { id: string; email: string }[]) =>
  inTown(installation, async (town) => {
    const made: Record<string, string> = {}
    for (const { id, email } of staff)
      made[email.split('@')[0]!] = await makeApiToken(town, id, { label: 'faults', days: 1 })
    return made
  })

/** Each gives the rows of what is there by halves: there must be none. */
export const halfDone = {
  'an act without its fact': 'select id from platform.act where fact is null',
  'a referral without its act': `select r.id from casework.referral r where not exists (select from platform.act a
    where a.command = 'referrals.make' and a.subject_id = r.case_id and a.fact ->> 'referenceWord' = r.reference)`,
  'an act without its referral': `select a.id from platform.act a where a.command = 'referrals.make' and not exists (
    select from casework.referral r where r.case_id = a.subject_id and r.reference = a.fact ->> 'referenceWord')`,
  'an act that referred twice': `select case_id from casework.referral group by case_id having count(*) > 1`,
  'a case without its referral or its stage': `select c.id from casework.case c
    where not exists (select from casework.referral r where r.case_id = c.id)
      or not exists (select from casework.case_state s where s.case_id = c.id)`,
  'a match without the answer, the person or the grant that follows': `select a.id from platform.act a
    join casework.case c on c.id = a.subject_id where a.command = 'people.match' and (c.person_id is null
      or not exists (select from casework.match_answer m where m.case_id = c.id)
      or not exists (select from casework.person p where p.id = c.person_id)
      or not exists (select from casework.case_grant g where g.case_id = c.id))`,
  'an act without the changes it made': `select a.id from platform.act a left join (
      select act_id, count(distinct about_table) as changed from trust.journal
      where kind = 'change' and about_table in ('casework.case', 'casework.referral') group by act_id) j on j.act_id = a.id
    where a.command = 'referrals.make' and coalesce(j.changed, 0) < 2`,
  'a change without its act': `select j.id from trust.journal j where j.kind = 'change' and j.act_id is not null
    and not exists (select from platform.act a where a.id = j.act_id)`,
  'a change without its before and after': `select j.id from trust.journal j where j.kind = 'change' and j.act_id is not null
    and not exists (select from trust.journal_image i where i.entry_id = j.id)`,
  'an entry that is neither sealed nor waiting': `select j.id from trust.journal j
    where not exists (select from trust.journal_seal s where s.entry_id = j.id)
      and not exists (select from trust.journal_tail t where t.entry_id = j.id)`,
}
