import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { referralAnswers } from '../../../test/referral.ts'
import { hiddenFields, openWorld } from '../../../test/world.ts'
import { addDays } from '../../platform/pure/days.ts'
import { capital } from '../../platform/pure/words.ts'

// Records made one and separated again: whatever hung on either is as it was, whatever it is.

const world = await openWorld()
after(() => world.close())
const teacher = await world.someone('Tilda Teacher', [], 'school')
const coordinator = await world.someone('Cleo Coordinator', 'Channel coordinator')
const officer = await world.someone('Pat Police', 'police case officer', 'police')

type Given = Record<string, unknown>
async function acts(
  who: typeof coordinator,
  command: string,
  about: Given,
  answers: Given,
): Promise<Record<string, string>> {
  const { status, body } = await who.does(command, { about, answers })
  assert.equal(status, 200, `${command}: ${JSON.stringify(body)}`)
  return body.fact
}

const source = 'Her mother, by telephone'
/** What may hang on a person, each as one act on a case of theirs; `n` makes each another. */
const hangs: Record<string, (caseId: string, n: number) => Promise<unknown>> = {
  alias: (caseId, n) =>
    keeps('add-name', caseId, { kind: 'alias', givenNames: `Other${n}`, familyName: 'Name', source }),
  transliteration: (caseId, n) =>
    keeps('add-name', caseId, {
      kind: 'transliteration',
      givenNames: 'Мара',
      familyName: `Иная${'а'.repeat(n)}`,
      source,
    }),
  'name that is shown': (caseId, n) =>
    keeps('add-name', caseId, { kind: 'known as', givenNames: `Called${n}`, source }),
  'birth date': async (caseId, n) => {
    const { born } = (await coordinator.asks('people.record', { caseId })).body
    return keeps('record-birth', caseId, { born: born.replace(/\d$/, n), source })
  },
  address: (caseId, n) =>
    keeps('add-address', caseId, { address: `${n} Sample Street`, postcode: `LU${n} 1AA`, which: 'current', source }),
  contact: (caseId, n) => keeps('add-contact', caseId, { telephone: `01582 960 00${n}`, source }),
  language: (caseId) => keeps('record-language', caseId, { language: 'Polish', interpreter: true, source }),
  adjustment: (caseId) => keeps('add-adjustment', caseId, { adjustment: 'Short meetings', source }),
  ethnicity: (caseId) => keeps('record-equality', caseId, { characteristic: 'ethnicity', known: 'declined' }),
  care: (caseId) => keeps('record-looked-after', caseId, { status: 'care leaver', source }),
  relationship: (caseId, n) =>
    keeps('add-relationship', caseId, { name: `Mo ${n}`, relation: 'parent', serves: 'Consents', source }),
  'a name that is wrong': async (caseId, n) => {
    await hangs.alias!(caseId, n)
    const { names } = (await coordinator.asks('people.record', { caseId })).body
    const { entryId } = names.find(({ kind }: { kind: string }) => kind === 'alias')
    return acts(coordinator, 'people.say-wrong', { caseId, entryId }, { why: 'Misheard' })
  },
  document: async (caseId, n) => {
    const sent = await coordinator.uploads({ name: `letter ${n}.txt`, bytes: Buffer.from(`Letter ${n} of ${caseId}`) })
    const what = { what: 'report', description: 'A letter', source: 'School', file: sent.body.file }
    return acts(coordinator, 'attachments.add', { caseId }, what)
  },
  enquiry: async (caseId) => {
    await acts(
      officer,
      'referrals.record-gateway',
      { caseId },
      { outcome: 'proceed', grounds: 'Nothing is cut across' },
    )
    const { options } = (await coordinator.asks('enquiries.ready-to-ask', { caseId })).body
    return acts(
      coordinator,
      'enquiries.ask',
      { caseId },
      {
        agency: world.agencyId.health,
        purpose: 'to assess how vulnerable the person is',
        dueOn: addDays(world.time.now.toISOString().slice(0, 10), 7),
        lawfulBasis: options.bases[0].value,
        question: 'Is she known to you?',
      },
    )
  },
  'hand-over': (caseId) =>
    acts(
      coordinator,
      'hand-overs.make',
      { caseId },
      {
        toService: 'housing',
        why: 'another service meets the need',
        asks: 'Find her a room.',
      },
    ),
  draft: async (caseId, n) => {
    const path = `/cases/${caseId}/people/adjustment`
    const page = await coordinator.opens(path)
    const kept = await coordinator.posts(`/drafts${path}`, {
      ...hiddenFields(page.text),
      adjustment: `half a sentence ${n}`,
    })
    assert.equal(kept.status, 204)
  },
}
const keeps = (what: string, caseId: string, answers: Given) => acts(coordinator, `people.${what}`, { caseId }, answers)

/** A referral that was matched to somebody, or to somebody new. */
async function matched(given: Given, candidate?: string) {
  const { caseId } = await acts(teacher, 'referrals.make', {}, { ...referralAnswers(), ...given })
  const whom = candidate ? { answer: 'same', candidate } : { answer: 'different' }
  const reason = { reason: 'Looked at all of it', homeForce: world.agencyId.police }
  await acts(coordinator, 'people.match', { caseId }, { ...reason, ...whom })
  const [row] = await world.sql<{ id: string }>('select person_id as id from casework.case where id = $1', [caseId])
  return { caseId: caseId!, personId: row!.id }
}

/** What tells of the merging itself, of what came of it by the way, or is reckoned anew with other ids. */
const ofTheAct = [
  'casework.person_merge',
  'casework.person_merge_row',
  'casework.notice',
  'casework.task',
  'casework.last_read',
]
/** Counts changes; and a repeat stays one, so that no one person closes it by separating (decision 0008). */
const aside = ['version', 'is_repeat']

/** Every row of casework, and every draft, as text: by table. */
async function everyRow(): Promise<Record<string, string[]>> {
  const tables = await world.sql<{ name: string }>(
    "select name from platform.adopted where name like 'casework.%' or name in ('platform.draft', 'platform.upload') order by 1",
  )
  const rows: Record<string, string[]> = {}
  for (const { name } of tables.filter((each) => !ofTheAct.includes(each.name))) {
    const found = await world.sql<{ row: string }>(`select (to_jsonb(t) - $1::text[])::text as row from ${name} t`, [
      aside,
    ])
    rows[name] = found.map(({ row }) => row).toSorted()
  }
  const due = await world.sql<{ row: string }>(
    "select (to_jsonb(t) - '{id,version,reminded_on}'::text[])::text as row from casework.task t",
  )
  rows['casework.task'] = due.map(({ row }) => row).toSorted()
  return rows
}

/** What a coordinator reads of a case: the person, and who is like them. */
async function shown(caseId: string) {
  const { merges: _, ...record } = (await coordinator.asks('people.record', { caseId })).body
  const { others } = (await coordinator.asks('people.merge-page', { caseId })).body
  const { documents } = (await coordinator.asks('attachments.of-case', { caseId })).body
  const page = await coordinator.opens(`/cases/${caseId}/people/adjustment`)
  const draft = /half a sentence \d+/.exec(page.text)?.[0]
  const withoutAside = (value: unknown) =>
    JSON.parse(
      JSON.stringify(value, (key, each) => {
        if (key === 'version') return undefined
        return key === 'marks' ? each.filter((mark: string) => mark !== 'repeat referral') : each
      }),
    )
  return withoutAside({
    record,
    documents,
    draft: draft ?? null,
    others: others.map(({ personId, referrals }: { personId: string; referrals: { caseId: string }[] }) => [
      personId,
      referrals.map((each) => each.caseId).toSorted(),
    ]),
  })
}

let people = 0
const sounds = ['ba', 'rok', 'lim', 'tu', 'fen', 'gor', 'sha', 'wip', 'da', 'nul', 'kez', 'mo']
/** Each like nobody else, so that whoever is like them is the other record of theirs. */
function somebodyNew() {
  const n = people++
  const name = (start: number) =>
    [0, 5, 3].map((step, place) => sounds[(start * (place + 1) + step + n) % sounds.length]).join('')
  return {
    givenNames: capital(name(n * 7)),
    familyName: capital(name(n * 5 + 3)) + sounds[Math.floor(n / 12) % sounds.length],
    born: `${1940 + (n % 60)}-06-06`,
  }
}
const what = fc.uniqueArray(fc.constantFrom(...Object.keys(hangs)), { minLength: 2, maxLength: 8 })

test('two records made one and separated again are exactly what they were, with whatever hung on either', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      what,
      what,
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      async (ones, twos, hasTwoCases, intoSecond, twice) => {
        const named = somebodyNew()
        const one = await matched(named)
        const two = await matched({ ...named, born: named.born.replace(/6$/, '7') })
        const cases = [one.caseId, two.caseId]
        if (hasTwoCases) cases.push((await matched(named, two.personId)).caseId)
        for (const [index, each] of ones.entries()) await hangs[each]!(one.caseId, index + 1)
        for (const [index, each] of twos.entries()) await hangs[each]!(cases.at(-1)!, index + 1)
        for (const each of [...ones, ...twos]) seen.add(each)

        const before = { rows: await everyRow(), shown: await Promise.all(cases.map(shown)) }
        const [kept, joined] = intoSecond ? [two, one] : [one, two]
        for (let round = 0; round < (twice ? 2 : 1); round++) {
          await acts(
            coordinator,
            'people.merge',
            { caseId: kept.caseId },
            { other: joined.personId, grounds: 'One girl' },
          )
          const { merges, personId } = (await coordinator.asks('people.record', { caseId: joined.caseId })).body
          assert.equal(personId, kept.personId, 'the case of the other is about the one now')
          assert.deepEqual(await hangingOn(joined.personId), [], 'nothing is left behind')
          const { mergeId } = merges.find(({ ended }: { ended: unknown }) => !ended)
          await acts(coordinator, 'people.unmerge', { caseId: kept.caseId, mergeId }, { grounds: 'Cousins' })
        }
        assert.deepEqual(await everyRow(), before.rows)
        assert.deepEqual(await Promise.all(cases.map(shown)), before.shown)
      },
    ),
    { numRuns: 10, seed: 2012, endOnFailure: true },
  )
  assert.deepEqual(
    Object.keys(hangs).filter((each) => !seen.has(each)),
    [],
    'everything that may hang on a person was there',
  )
})

async function hangingOn(personId: string) {
  const keys = await world.sql<{ table_name: string; column_name: string }>('select * from casework.hangs_on_person()')
  const rows = await Promise.all(
    keys.map(({ table_name, column_name }) =>
      world.sql(`select id from ${table_name} where ${column_name} = $1`, [personId]),
    ),
  )
  return rows.flat()
}
