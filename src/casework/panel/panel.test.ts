import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { letIn, seedCase } from '../../../test/seed-case.ts'
import { openWorld, type Someone, type World } from '../../../test/world.ts'
import { addDays, dayOf, today } from '../../platform/pure/days.ts'
import { newId } from '../../platform/road.ts'

let world: World
let coordinator: Someone
let chair: Someone
let deputy: Someone
let police: Someone
let health: Someone
let school: Someone
let outsider: Someone
let panelId: string

before(async () => {
  world = await openWorld()
  coordinator = await world.someone('Cora Coordinator', 'Channel coordinator')
  chair = await world.someone('Chris Chair', 'panel chair')
  deputy = await world.someone('Dana Deputy', 'panel chair')
  police = await world.someone('Pat Police', 'panel member', 'police')
  health = await world.someone('Hari Health', 'panel member', 'health')
  school = await world.someone('Sol School', 'panel member', 'school')
  outsider = await world.someone('Olu Outsider', 'panel member', 'charity')
  panelId = await aPanel('Testham Channel Panel', chair, deputy)
  for (const member of [police, health, school]) await giveSeat(panelId, member)
})
after(() => world.close())

const day = (days: number) => addDays(today(), days)
const done = (answer: { status: number; body: unknown }) =>
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
const same = (one: { status: number; text: string }, other: { status: number; text: string }) => {
  assert.equal(one.status, other.status)
  const main = (text: string) => text.slice(text.indexOf('<main'), text.indexOf('</main>'))
  assert.equal(main(one.text), main(other.text))
}

async function aPanel(name: string, first: Someone, second: Someone) {
  const answer = await coordinator.does('panel.set-terms', {
    about: {},
    answers: {
      name,
      council: world.agencyId.council,
      chair: first.id,
      deputy: second.id,
      boards: [{ board: 'Community Safety Partnership' }, { board: 'Safeguarding Children Board' }],
      fromOn: day(-30),
    },
  })
  done(answer)
  return answer.body.fact.panelId as string
}

async function giveSeat(panel: string, member: Someone, from = day(-1)) {
  done(
    await coordinator.does('panel.give-seat', {
      about: { panelId: panel },
      answers: { staff: member.id, fromOn: from },
    }),
  )
}

async function aMeeting(panel = panelId, on = day(0), at = '10:00') {
  const answer = await coordinator.does('panel.call-meeting', {
    about: { panelId: panel },
    answers: { kind: 'ordinary', meetsOn: on, meetsAt: at, place: 'Room 2' },
  })
  done(answer)
  return answer.body.fact.meetingId as string
}

async function onTheAgenda(meetingId: string, name = 'Sam Sample') {
  const { caseId } = await seedCase(world, { name })
  const answer = await coordinator.does('panel.list-case', { about: { caseId }, answers: { meeting: meetingId } })
  done(answer)
  return { caseId, itemId: answer.body.fact.itemId as string }
}

async function theRoll(meetingId: string, present: Someone[], inTheChair = chair) {
  done(await inTheChair.does('panel.open-meeting', { about: { meetingId }, answers: {} }))
  await callTheRoll(meetingId, present, inTheChair)
}
async function callTheRoll(meetingId: string, present: Someone[], inTheChair = chair) {
  done(
    await inTheChair.does('panel.call-the-roll', {
      about: { meetingId },
      answers: { present: present.map(({ id }) => id), chair: inTheChair.id },
    }),
  )
}

let minute = 10
/** A meeting that is open, with everybody present, and one case on its table. */
async function atTheTable(name?: string) {
  const meetingId = await aMeeting(panelId, day(0), `13:${++minute}`)
  const item = await onTheAgenda(meetingId, name)
  await theRoll(meetingId, [chair, deputy, police, health, school])
  return { meetingId, ...item }
}

const aView = (itemId: string, who: Someone, view: string, by = who) =>
  by.does('panel.give-view', { about: { itemId }, answers: { member: who.id, view, words: `${who.name} said so` } })
const decision = { outcome: 'adopted', rung: 'consensus', reasons: 'Support would help with what was found' }

test('a whole meeting: called, listed, opened, discussed, decided, minuted and approved', async () => {
  const meetingId = await aMeeting(panelId, day(0), '09:30')
  const page = `/panel/meetings/${meetingId}`
  assert.match((await chair.opens(page)).text, /Nothing is on the agenda yet/)
  const { caseId, itemId } = await onTheAgenda(meetingId, 'Morgan Meeting')
  for (const reader of [chair, deputy, police, health, school, coordinator])
    assert.match((await reader.opens(page)).text, /Morgan Meeting/, reader.name)
  const ledger = await world.sql<{ to_agency_id: string }>(
    'select to_agency_id from trust.disclosure where case_id = $1',
    [caseId],
  )
  assert.deepEqual(
    new Set(ledger.map((row) => row.to_agency_id)),
    new Set([world.agencyId.police, world.agencyId.health, world.agencyId.school]),
  )

  const before = await chair.opens(`/panel/items/${itemId}`)
  assert.match(before.text, /has not been opened yet/)
  assert.equal((await chair.sends(`${page}/open`, {})).location, page)
  assert.equal(
    (await chair.sends(`${page}/roll`, { present: [chair.id, police.id, health.id], chair: chair.id })).location,
    page,
  )
  assert.match((await coordinator.opens(page)).text, /Yes, in the chair/)

  assert.equal(
    (
      await police.sends(`/panel/items/${itemId}/view`, {
        member: police.id,
        view: 'adopted',
        words: 'We would support this',
      })
    ).location,
    `/panel/items/${itemId}`,
  )
  done(await aView(itemId, health, 'not adopted'))
  done(await aView(itemId, chair, 'adopted'))
  const wrongRung = await chair.sends(`/panel/items/${itemId}/decision`, {
    outcome: 'adopted',
    rung: 'consensus',
    reasons: 'The plan would help',
  })
  assert.equal(wrongRung.status, 422)
  assert.match(wrongRung.text, /Testham NHS Trust holds another view: this was no consensus/)
  assert.match(wrongRung.text, /The plan would help/)
  const decided = await chair.sends(`/panel/items/${itemId}/decision`, {
    outcome: 'adopted',
    rung: 'majority',
    reasons: 'The plan would help',
  })
  assert.equal(decided.status, 303)
  done(await health.does('panel.record-dissent', { about: { itemId }, answers: { reasons: 'Early help would do' } }))
  assert.match((await coordinator.opens(`/cases/${caseId}`)).text, /Asking for consent/)
  assert.match((await coordinator.opens(`/cases/${caseId}/panel`)).text, /By the majority of the panel/)

  done(
    await chair.does('panel.set-action', {
      about: { itemId },
      answers: { owner: health.id, what: 'Ring the practice', dueOn: day(7) },
    }),
  )
  assert.equal((await chair.sends(`${page}/close`, {})).location, page)
  const minutes = (await police.opens(`${page}/minutes`)).text
  for (const words of [
    'No assessment is finished.',
    'Draft: these minutes are not approved',
    'Morgan Meeting',
    'We would support this',
    'By the majority',
    'Early help would do',
    'Ring the practice',
    'Not present',
  ])
    assert.ok(minutes.includes(words), words)
  assert.equal((await chair.sends(`${page}/approve`, { read: 'yes' })).location, page)
  assert.match((await coordinator.opens(`${page}/minutes`)).text, /Approved by Chris Chair/)

  assert.doesNotMatch((await police.opens(page)).text, /Morgan Meeting/, 'the packs are closed')
  assert.equal((await police.opens(`/panel/items/${itemId}`)).status, 404)
  const mine = await health.asks('panel.my-meetings')
  const [promised] = mine.body.actions
  assert.equal(promised.caseId, caseId)
  assert.equal((await health.sends(`/panel/actions/${promised.actionId}/done`, { words: 'I rang them' })).status, 303)
  assert.equal(
    (await health.opens(`/panel/actions/${promised.actionId}/done`)).status,
    404,
    'what was promised is done',
  )
  assert.match((await coordinator.opens(`/cases/${caseId}/panel`)).text, /I rang them/)
})

describe('a conflict', () => {
  test('removes the case from that member at once, by page, by API, in lists and in the minutes', async () => {
    const { meetingId, caseId, itemId } = await atTheTable('Robin Recused')
    const other = await onTheAgenda(meetingId, 'Otto Other')
    done(await aView(itemId, school, 'not adopted'))
    const declared = await school.sends(`/panel/items/${itemId}/conflict`, {
      kind: 'conflict',
      words: 'A cousin of mine',
      copies: 'none',
    })
    assert.equal(declared.location, '/panel')
    assert.match((await school.opens('/panel')).text, /Your declaration was recorded/)
    const absent = await school.opens(`/panel/items/${newId()}`)
    for (const path of [
      `/panel/items/${itemId}`,
      `/panel/items/${itemId}/view`,
      `/panel/items/${itemId}/decision`,
      `/cases/${caseId}`,
      `/cases/${caseId}/panel`,
    ]) {
      same(await school.opens(path), absent)
    }
    for (const path of [`/panel/meetings/${meetingId}`, `/panel/meetings/${meetingId}/minutes`, '/cases']) {
      const seen = await school.opens(path)
      assert.equal(seen.status, 200)
      assert.doesNotMatch(seen.text, /Robin Recused/, path)
    }
    assert.match((await school.opens(`/panel/meetings/${meetingId}`)).text, /Otto Other/)
    assert.equal((await school.asks('panel.item', { itemId })).status, 404)
    assert.equal((await school.asks('panel.of-case', { caseId })).status, 404)
    const { meetings } = (await school.asks('panel.my-meetings')).body
    const shown = meetings.flatMap((each: { items: { itemId: string }[] }) => each.items.map((one) => one.itemId))
    assert.ok(shown.includes(other.itemId) && !shown.includes(itemId))
    assert.equal((await aView(itemId, school, 'adopted')).status, 404)
    assert.equal(
      (await school.does('panel.record-dissent', { about: { itemId }, answers: { reasons: 'x' } })).status,
      404,
    )
    const standing = await world.sql(
      'select id from casework.case_grant where case_id = $1 and staff_id = $2 and ended_at is null',
      [caseId, school.id],
    )
    assert.equal(standing.length, 0)
    // their view does not count: without it the others agree
    done(await chair.does('panel.record-decision', { about: { itemId }, answers: decision }))
    assert.match((await police.opens(`/panel/meetings/${meetingId}/minutes`)).text, /Sol School/)
  })

  test('of the chair hands the item to the deputy, who records the decision', async () => {
    const { itemId } = await atTheTable()
    done(
      await chair.does('panel.declare-conflict', {
        about: { itemId },
        answers: { kind: 'conflict', words: 'My neighbour', copies: 'destroyed' },
      }),
    )
    assert.equal((await chair.does('panel.record-decision', { about: { itemId }, answers: decision })).status, 404)
    assert.equal((await deputy.asks('panel.item', { itemId })).body.chairNow.name, 'Dana Deputy')
    done(await deputy.does('panel.record-decision', { about: { itemId }, answers: decision }))
  })

  test('is not to know somebody through work: that is declared, and one goes on', async () => {
    const { itemId } = await atTheTable()
    done(
      await health.does('panel.declare-conflict', {
        about: { itemId },
        answers: { kind: 'knows through work', words: 'A patient of the practice' },
      }),
    )
    assert.match((await health.opens(`/panel/items/${itemId}`)).text, /which is no conflict/)
    done(await aView(itemId, health, 'adopted'))
    const again = await health.does('panel.declare-conflict', {
      about: { itemId },
      answers: { kind: 'knows through work', words: 'Again' },
    })
    assert.deepEqual([again.status, again.body.message], [409, 'You have declared this already.'])
    done(
      await health.does('panel.declare-conflict', {
        about: { itemId },
        answers: { kind: 'conflict', words: 'A relative too', copies: 'none' },
      }),
    )
    assert.equal((await health.asks('panel.item', { itemId })).status, 404)
  })

  test('hides the case from whoever oversees the town too, and a new agenda does not let them in again', async () => {
    const second = await world.someone('Cleo Coordinator', 'Channel coordinator')
    const { itemId, caseId, meetingId } = await atTheTable('Harper Hidden')
    done(
      await second.does('panel.declare-conflict', {
        about: { itemId },
        answers: { kind: 'conflict', words: 'My brother', copies: 'none' },
      }),
    )
    assert.equal((await second.opens(`/cases/${caseId}/panel`)).status, 404)
    assert.doesNotMatch((await second.opens(`/panel/meetings/${meetingId}`)).text, /Harper Hidden/)
    done(
      await school.does('panel.declare-conflict', {
        about: { itemId },
        answers: { kind: 'conflict', words: 'A pupil I know', copies: 'none' },
      }),
    )
    done(await chair.does('panel.close-meeting', { about: { meetingId }, answers: {} }))
    const next = await aMeeting(panelId, day(28))
    done(await coordinator.does('panel.list-case', { about: { caseId }, answers: { meeting: next } }))
    assert.doesNotMatch((await school.opens(`/panel/meetings/${next}`)).text, /Harper Hidden/)
    assert.match((await police.opens(`/panel/meetings/${next}`)).text, /Harper Hidden/)
  })
})

describe('the lawful stops', () => {
  const refused = async (itemId: string, by: Someone, words: RegExp) => {
    const answer = await by.does('panel.record-decision', { about: { itemId }, answers: decision })
    assert.equal(answer.status, 409)
    assert.match(answer.body.message, words)
    assert.equal((await world.sql('select id from casework.panel_decision where item_id = $1', [itemId])).length, 0)
  }

  test('no section 36 grounds: the case does not even come on an agenda', async () => {
    const meetingId = await aMeeting(panelId, day(1), '09:00')
    const { caseId } = await seedCase(world, { upTo: 'gateway' })
    const answer = await coordinator.does('panel.list-case', { about: { caseId }, answers: { meeting: meetingId } })
    assert.equal(answer.status, 409)
    assert.match(answer.body.message, /section 36\(3\)/)
    assert.match(
      (await coordinator.opens(`/cases/${caseId}/panel`)).text,
      /Only a case that was referred with recorded grounds/,
    )
  })

  test('grounds that were taken back meanwhile stop the decision', async () => {
    const { itemId, caseId } = await atTheTable()
    await world.sql(
      `insert into casework.section36_decision (id, case_id, refers, sealed, decided_by, decided_for, decided_at)
       select $1, case_id, false, sealed, decided_by, decided_for, now() + interval '1 second' from casework.section36_decision where case_id = $2`,
      [newId(), caseId],
    )
    await refused(itemId, chair, /no grounds for referring to a panel are recorded/)
  })

  test('no police of the home area at the table, absent or with a conflict', async () => {
    const { itemId, meetingId } = await atTheTable()
    await callTheRoll(meetingId, [chair, health, school])
    await refused(itemId, chair, /Testshire Police, the police of the area where the person lives/)
    assert.match(
      (await chair.opens(`/panel/items/${itemId}`)).text,
      /Testshire Police, the police of the area where the person lives/,
    )
    await callTheRoll(meetingId, [chair, police, health, school])
    done(
      await police.does('panel.declare-conflict', {
        about: { itemId },
        answers: { kind: 'conflict', words: 'My ward', copies: 'none' },
      }),
    )
    await refused(itemId, chair, /Testshire Police/)
    const second = await world.someone('Paz Police', 'panel member', 'police')
    done(await coordinator.does('panel.invite', { about: { itemId }, answers: { staff: second.id } }))
    await callTheRoll(meetingId, [chair, second, health, school])
    done(await chair.does('panel.record-decision', { about: { itemId }, answers: decision }))
  })

  test('no council in the chair: chair and deputy have a conflict', async () => {
    const { itemId } = await atTheTable()
    for (const each of [chair, deputy]) {
      done(
        await each.does('panel.declare-conflict', {
          about: { itemId },
          answers: { kind: 'conflict', words: 'We are neighbours', copies: 'none' },
        }),
      )
    }
    const seen = await police.asks('panel.item', { itemId })
    assert.match(seen.body.stops[0], /nobody from Testham Council who may take the chair/)
    assert.equal(seen.body.chairNow, null)
  })
})

describe('who may see', () => {
  test('somebody with the role and no seat, and a member of another panel, find nothing anywhere', async () => {
    const otherChair = await world.someone('Oona Other', 'panel chair')
    const otherMember = await world.someone('Mel Member', 'panel member', 'health')
    const otherPanel = await aPanel('Another Panel', otherChair, deputy)
    await giveSeat(otherPanel, otherMember)
    const { meetingId, itemId, caseId } = await atTheTable('Nat Notforyou')
    for (const stranger of [outsider, otherChair, otherMember]) {
      const absent = await stranger.opens(`/panel/meetings/${newId()}`)
      assert.equal(absent.status, 404)
      for (const path of [
        `/panel/meetings/${meetingId}`,
        `/panel/meetings/${meetingId}/minutes`,
        `/panel/meetings/${meetingId}/roll`,
        `/panel/items/${itemId}`,
        `/panel/items/${itemId}/decision`,
        `/cases/${caseId}/panel`,
      ])
        same(await stranger.opens(path), absent)
      assert.equal((await stranger.does('panel.open-meeting', { about: { meetingId }, answers: {} })).status, 404)
      assert.equal((await stranger.does('panel.record-decision', { about: { itemId }, answers: decision })).status, 404)
      assert.doesNotMatch(
        JSON.stringify((await stranger.asks('panel.my-meetings')).body),
        new RegExp(`${meetingId}|${itemId}`),
      )
      assert.doesNotMatch((await stranger.opens('/panel')).text, /Testham Channel Panel/)
    }
  })

  test('a guest for one case sees that case and nothing else of the agenda', async () => {
    const guest = await world.someone('Gil Guest', 'panel member', 'charity')
    const { meetingId, itemId } = await atTheTable('Ira Invited')
    const other = await onTheAgenda(meetingId, 'Ned Notinvited')
    done(await coordinator.does('panel.invite', { about: { itemId }, answers: { staff: guest.id } }))
    const seen = (await guest.opens(`/panel/meetings/${meetingId}`)).text
    assert.match(seen, /Ira Invited/)
    assert.doesNotMatch(seen, /Ned Notinvited/)
    assert.equal((await guest.opens(`/panel/items/${itemId}`)).status, 200)
    assert.equal((await guest.opens(`/panel/items/${other.itemId}`)).status, 404)
    const second = await world.someone('Sy Secondguest', 'panel member', 'charity')
    done(await coordinator.does('panel.invite', { about: { itemId: other.itemId }, answers: { staff: second.id } }))
    const invited = (await guest.asks('panel.meeting', { meetingId })).body.members
    assert.ok(invited.some(({ staffId }: { staffId: string }) => staffId === guest.id))
    assert.ok(!invited.some(({ staffId }: { staffId: string }) => staffId === second.id))
    assert.match((await coordinator.opens(`/panel/meetings/${meetingId}`)).text, /Sy Secondguest/)
    assert.equal((await guest.does('panel.record-decision', { about: { itemId }, answers: decision })).status, 403)
  })

  test('whoever works the case in full reads its item and its minutes, and whoever only gives support does not', async () => {
    const lead = await world.someone('Lee Lead', 'lead professional', 'school')
    const mentor = await world.someone('Mo Mentor', ['intervention provider', 'panel member'], 'charity')
    const { meetingId, itemId, caseId } = await atTheTable('Wyn Worked')
    done(await aView(itemId, health, 'adopted'))
    await letIn(world, caseId, lead.id, 'full')
    await letIn(world, caseId, mentor.id, 'pack')
    assert.match(
      (await lead.opens(`/panel/meetings/${meetingId}/minutes`)).text,
      /Wyn Worked[\s\S]*Hari Health said so/,
    )
    assert.equal((await mentor.opens(`/panel/items/${itemId}`)).status, 404)
    assert.doesNotMatch((await mentor.opens(`/cases/${caseId}/panel`)).text, /Hari Health said so/)
  })

  test('an agency without an agreement sits there and sees no papers', async () => {
    const newcomer = await world.someone('Vic Voluntary', 'panel member', 'charity')
    await world.sql("update organisation.agency set agreement_until = '2020-06-01' where id = $1", [
      world.agencyId.charity,
    ])
    await giveSeat(panelId, newcomer)
    const { itemId, caseId } = await atTheTable()
    assert.equal((await newcomer.opens(`/panel/items/${itemId}`)).status, 404)
    const shown = await world.sql('select id from trust.disclosure where case_id = $1 and to_agency_id = $2', [
      caseId,
      world.agencyId.charity,
    ])
    assert.equal(shown.length, 0)
    assert.match(
      (await chair.opens(`/panel/items/${itemId}`)).text,
      /without an information-sharing agreement[^<]*Testham Mentors/,
    )
    await world.sql('update organisation.agency set agreement_until = null where id = $1', [world.agencyId.charity])
    const [seat] = (await coordinator.asks('panel.panel', { panelId })).body.seats.filter(
      (each: { staffId: string }) => each.staffId === newcomer.id,
    )
    done(await coordinator.does('panel.end-seat', { about: { seatId: seat.seatId }, answers: { untilOn: today() } }))
  })

  test('the wrong role is told so', async () => {
    const meetingId = await aMeeting(panelId, day(2), '11:00')
    const cohesion = await world.someone('Coe Cohesion', 'cohesion worker')
    assert.equal((await cohesion.opens('/panel')).status, 403)
    assert.equal((await cohesion.opens(`/panel/actions/${newId()}/done`)).status, 403)
    assert.equal((await police.opens(`/panel/meetings/${meetingId}/open`)).status, 200, 'reading is one thing')
    assert.equal((await police.does('panel.open-meeting', { about: { meetingId }, answers: {} })).status, 403)
    assert.equal((await chair.does('panel.set-terms', { about: {}, answers: {} })).status, 403)
    assert.equal(
      (await coordinator.does('panel.approve-minutes', { about: { meetingId }, answers: { read: true } })).status,
      403,
    )
  })
})

describe('the act', () => {
  test('sent twice with one key is done once', async () => {
    const { itemId } = await atTheTable()
    const key = newId()
    const once = { about: { itemId }, answers: { member: health.id, view: 'adopted', words: 'Once' }, key }
    done(await health.does('panel.give-view', once))
    const again = await health.does('panel.give-view', once)
    assert.equal(again.body.repeated, true)
    assert.equal((await world.sql('select id from casework.panel_view where item_id = $1', [itemId])).length, 1)
    const declared = { about: { itemId }, answers: { kind: 'conflict', words: 'Twice', copies: 'none' }, key: newId() }
    done(await health.does('panel.declare-conflict', declared))
    assert.equal((await health.does('panel.declare-conflict', declared)).body.repeated, true)
  })

  test('from an older page changes nothing', async () => {
    const { meetingId } = await atTheTable()
    const { version } = (await chair.asks('panel.meeting', { meetingId })).body
    await callTheRoll(meetingId, [chair, police, health])
    const late = await deputy.does('panel.call-the-roll', {
      about: { meetingId },
      answers: { present: [deputy.id], chair: deputy.id },
      version,
    })
    assert.equal(late.status, 409)
    assert.equal(late.body.error, 'changed')
    const present = await world.sql('select staff_id from casework.attendance where meeting_id = $1 and present', [
      meetingId,
    ])
    assert.equal(present.length, 3)
  })

  test('with missing answers keeps what was typed and saves nothing', async () => {
    const { itemId } = await atTheTable()
    const page = await chair.sends(`/panel/items/${itemId}/decision`, {
      outcome: 'not adopted',
      rung: 'consensus',
      reasons: 'Typed with care',
    })
    assert.equal(page.status, 422)
    assert.match(page.text, /Choose which other support was considered/)
    assert.match(page.text, /Typed with care/)
    assert.equal((await world.sql('select id from casework.panel_decision where item_id = $1', [itemId])).length, 0)
    done(
      await chair.does('panel.record-decision', {
        about: { itemId },
        answers: {
          ...decision,
          outcome: 'not adopted',
          otherSupport: 'health care',
          otherSupportWords: 'A referral to the practice was made',
        },
      }),
    )
    assert.match((await chair.opens(`/panel/items/${itemId}`)).text, /A referral to the practice was made/)
  })

  test('for another agency is only for whoever is in the chair', async () => {
    const { itemId } = await atTheTable()
    assert.equal((await aView(itemId, police, 'adopted', health)).status, 422)
    done(await aView(itemId, police, 'adopted', chair))
    const byDeputy = await aView(itemId, police, 'not adopted', deputy)
    assert.deepEqual(
      [byDeputy.status, byDeputy.body.problems[0].message],
      [422, 'Only whoever is in the chair records the view of another agency'],
    )
  })

  test('on an item waits for the meeting to be opened and the roll to be called', async () => {
    const meetingId = await aMeeting(panelId, day(3), '11:00')
    const { itemId } = await onTheAgenda(meetingId)
    assert.match((await aView(itemId, health, 'adopted')).body.message, /has not been opened yet/)
    assert.match(
      (await chair.does('panel.record-decision', { about: { itemId }, answers: decision })).body.message,
      /has not been opened yet/,
    )
    done(await chair.does('panel.open-meeting', { about: { meetingId }, answers: {} }))
    assert.match((await aView(itemId, health, 'adopted')).body.message, /roll has not been called yet/)
    assert.equal(
      (await chair.does('panel.open-meeting', { about: { meetingId }, answers: {} })).body.message,
      'The meeting was opened already.',
    )
  })
})

describe('the agenda', () => {
  test('more information puts the case on the next agenda that is called, with its papers open', async () => {
    const { itemId, caseId } = await atTheTable('Mika More')
    await aMeeting(panelId, day(10), '08:00')
    done(
      await chair.does('panel.record-decision', {
        about: { itemId },
        answers: { ...decision, outcome: 'more information' },
      }),
    )
    const items = (await coordinator.asks('panel.of-case', { caseId })).body.items
    assert.deepEqual(
      items.map((each: { kind: string; decision: object | null }) => [each.kind, each.decision === null]),
      [
        ['new case', true],
        ['new case', false],
      ],
    )
    assert.match((await coordinator.opens(`/cases/${caseId}`)).text, /On the agenda/)
    assert.equal(
      (await coordinator.does('panel.list-case', { about: { caseId }, answers: { meeting: newId() } })).status,
      422,
    )
  })

  test('a meeting that is closed gives undecided cases back to whoever lists them', async () => {
    const { meetingId, caseId } = await atTheTable('Uma Undecided')
    assert.match((await coordinator.opens(`/cases/${caseId}`)).text, /On the agenda/)
    done(await chair.does('panel.close-meeting', { about: { meetingId }, answers: {} }))
    assert.match((await coordinator.opens(`/cases/${caseId}`)).text, /Ready for the panel/)
    const other = await aMeeting(panelId, day(5), '15:00')
    assert.match(
      (await coordinator.opens(`/panel/meetings/${other}`)).text,
      /Could be put on this agenda[\s\S]*Uma Undecided/,
    )
  })

  test('a seat that is given late opens the papers, and one that ends closes them', async () => {
    const late = await world.someone('Lou Late', 'panel member', 'charity')
    const { itemId } = await atTheTable()
    await giveSeat(panelId, late)
    assert.equal((await late.opens(`/panel/items/${itemId}`)).status, 200)
    const [seat] = (await coordinator.asks('panel.panel', { panelId })).body.seats.filter(
      (each: { staffId: string }) => each.staffId === late.id,
    )
    const refused = await coordinator.does('panel.end-seat', {
      about: { seatId: seat.seatId },
      answers: { untilOn: day(-1) },
    })
    assert.equal(refused.status, 422)
    done(await coordinator.does('panel.end-seat', { about: { seatId: seat.seatId }, answers: { untilOn: today() } }))
    const [grant] = await world.sql<{ until_at: string }>(
      "select until_at from casework.case_grant where staff_id = $1 and why = 'on the agenda' and ended_at is null",
      [late.id],
    )
    assert.equal(dayOf(grant!.until_at), day(1))
    const future = await world.someone('Fay Future', 'panel member', 'charity')
    await giveSeat(panelId, future, day(2))
    assert.equal((await future.opens(`/panel/items/${itemId}`)).status, 404, 'a seat that has not begun')
  })
})

test('a plan review at the panel changes nothing of the stage, and what comes of it is what a review asks', async () => {
  const { itemId, caseId, meetingId } = await atTheTable('Piet Plan')
  done(await chair.does('panel.record-decision', { about: { itemId }, answers: decision }))
  const request = newId()
  await world.sql(
    "insert into casework.consent_request (id, case_id, of_whom, how, ask_on, by_whom, sealed, set_by, set_at) values ($1, $2, 'the person', 'at home', current_date, $3, 'x', $3, now())",
    [request, caseId, chair.id],
  )
  await world.sql(
    "insert into casework.consent_answer (id, case_id, request_id, answer, who_may, answered_on, expires_on, sealed, recorded_by, recorded_at) values ($1, $2, $3, 'given', 'adult', current_date, current_date + 100, 'x', $4, now())",
    [newId(), caseId, request, chair.id],
  )
  await world.sql(
    "insert into casework.support_plan (id, case_id, sealed, written_by, written_at) values ($1, $2, 'x', $3, now() + interval '1 second')",
    [newId(), caseId, chair.id],
  )
  done(
    await chair.does('panel.set-action', {
      about: { itemId },
      answers: { owner: police.id, what: 'Tell the family', dueOn: day(3) },
    }),
  )
  done(await chair.does('panel.close-meeting', { about: { meetingId }, answers: {} }))
  const next = await aMeeting(panelId, day(0), '17:45')
  const listed = await coordinator.does('panel.list-case', { about: { caseId }, answers: { meeting: next } })
  done(listed)
  assert.equal(listed.body.fact.kindWord, 'plan review')
  await theRoll(next, [chair, police])
  const review = listed.body.fact.itemId as string
  assert.equal(
    (await chair.does('panel.record-decision', { about: { itemId: review }, answers: decision })).status,
    422,
    'a review adopts nothing',
  )
  done(
    await chair.does('panel.record-decision', {
      about: { itemId: review },
      answers: { ...decision, outcome: 'continue' },
    }),
  )
  assert.match((await coordinator.opens(`/cases/${caseId}`)).text, /Being supported/)
})

describe('the terms', () => {
  test('new ones end the earlier ones, keep seats and meetings, and hand the papers to the new chair', async () => {
    const first = await world.someone('Ann First', 'panel chair')
    const second = await world.someone('Ben Second', 'panel chair')
    const panel = await aPanel('Changing Panel', first, deputy)
    await giveSeat(panel, police)
    const meetingId = await aMeeting(panel, day(20))
    const { itemId } = await onTheAgenda(meetingId, 'Tam Terms')
    const answers = {
      name: 'Changing Panel',
      council: world.agencyId.council,
      chair: second.id,
      deputy: deputy.id,
      interval: 6,
      boards: [{ board: 'Community Safety Partnership' }],
      fromOn: today(),
    }
    const past = await coordinator.does('panel.set-terms', {
      about: { panelId: panel },
      answers: { ...answers, fromOn: day(-3) },
    })
    assert.equal(past.status, 422)
    done(await coordinator.does('panel.set-terms', { about: { panelId: panel }, answers }))
    const { terms, seats, meetings } = (await coordinator.asks('panel.panel', { panelId: panel })).body
    assert.deepEqual(
      terms.map((each: { intervalWeeks: number; untilOn: string | null }) => [each.intervalWeeks, each.untilOn]),
      [
        [6, null],
        [4, day(-1)],
      ],
    )
    assert.deepEqual([seats.length, meetings.length], [1, 1])
    assert.equal((await first.opens(`/panel/meetings/${meetingId}`)).status, 404)
    assert.equal((await first.opens(`/panel/items/${itemId}`)).status, 404)
    assert.equal((await second.opens(`/panel/items/${itemId}`)).status, 200)
    const panelPage = (await coordinator.opens('/panel')).text
    assert.match(panelPage, /Every 6 weeks[\s\S]*Earlier terms of reference[\s\S]*Every 4 weeks/)
  })

  test('want a chair who works for the council, and nobody as both chair and deputy', async () => {
    const answers = {
      name: 'Wrong Panel',
      council: world.agencyId.council,
      chair: chair.id,
      deputy: chair.id,
      boards: [{ board: 'x' }],
      fromOn: today(),
    }
    const both = await coordinator.does('panel.set-terms', { about: {}, answers })
    assert.equal(both.body.problems[0].message, 'Choose a deputy who is not the chair')
    const officer = await world.someone('Obi Officer', 'panel chair', 'police')
    const notCouncil = await coordinator.does('panel.set-terms', {
      about: {},
      answers: { ...answers, chair: officer.id, deputy: undefined },
    })
    assert.equal(notCouncil.status, 422)
    assert.equal(notCouncil.body.problems[0].at, 'chair')
    const byPage = await coordinator.sends('/panel/terms/new', {
      name: 'Half a Panel',
      council: world.agencyId.council,
    })
    assert.equal(byPage.status, 422)
    assert.match(byPage.text, /Half a Panel/)
    assert.match(byPage.text, /Choose the chair/)
  })

  test('a seat is given once at a time', async () => {
    const again = await coordinator.does('panel.give-seat', {
      about: { panelId },
      answers: { staff: police.id, fromOn: today() },
    })
    assert.deepEqual(
      [again.status, again.body.problems[0].message],
      [422, 'Pat Police has a seat on this panel in that time already'],
    )
  })
})

test('nothing that was said stands in the database in clear', async () => {
  const { itemId, caseId } = await atTheTable()
  await health.does('panel.give-view', {
    about: { itemId },
    answers: { member: health.id, view: 'adopted', words: 'zebra-words' },
  })
  await chair.does('panel.record-decision', { about: { itemId }, answers: { ...decision, reasons: 'giraffe-reasons' } })
  const rows = await world.sql<{ fact: unknown }>('select fact from platform.act where subject_id = $1', [caseId])
  assert.ok(rows.length >= 3)
  assert.doesNotMatch(JSON.stringify(rows), /zebra|giraffe/)
  const sealed = await world.sql<{ sealed: Buffer }>(
    'select sealed from casework.panel_view where item_id = $1 union all select sealed from casework.panel_decision where item_id = $1',
    [itemId],
  )
  assert.ok(sealed.every((row) => !/zebra|giraffe/.test(row.sealed.toString('latin1'))))
})
