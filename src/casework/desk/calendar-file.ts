import type { FastifyInstance } from 'fastify'
import ical from 'ical-generator'
import type { z } from 'zod'
import { withinAllowance } from '../../platform/allowance.ts'
import { askOnce } from '../../platform/db/database.ts'
import type { Site } from '../../platform/http/site.ts'
import { keyedHash } from '../../platform/keys.ts'
import { look } from '../../platform/look.ts'
import type { Town } from '../../platform/town.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { calendarFeed } from './calendar.ts'
import { addressHash } from './calendar-address.ts'

const timeZone = 'Europe/London'
const meetingHours = 2
/** Programs fetch a calendar every few minutes at most; whoever guesses addresses does not get far. */
const anHour = { what: 'calendar', most: 120, seconds: 3600 }
type Known = z.infer<typeof calendarFeed.gives>

/** What a calendar program fetches, by its secret address alone: read as whoever made it, journalled as their look. */
export function serveCalendar(app: FastifyInstance, { town }: Pick<Site, 'town'>): void {
  app.get<{ Params: { address: string } }>('/calendar-feed/:address', async (request, reply) => {
    if (!(await withinAllowance(town, { ...anHour, from: request.ip }))) return reply.code(429).send()
    const viewer = await whose(town, request.params.address)
    const seen = viewer && (await look(town, calendarFeed, { viewer, about: {} }))
    if (seen?.is !== 'seen') return reply.code(404).send()
    return reply
      .type('text/calendar; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(calendarFile(town, seen.known))
  })
}

interface Whose {
  staff_id: string
  name: string
  agency_id: string
  roles: string | null
}

async function whose(town: Town, address: string): Promise<Viewer | undefined> {
  const hash = keyedHash(town.keys, addressHash, address).toString('hex')
  const asked = `select * from casework.calendar_of('\\x${hash}'::bytea)`
  const [row] = await askOnce<Whose>(town.database, 'identity', asked)
  return (
    row && {
      kind: 'staff',
      id: row.staff_id,
      name: row.name,
      agencyId: row.agency_id,
      roles: row.roles?.split('|') ?? [],
    }
  )
}

/** As a calendar program reads it (RFC 5545): whole days that something is due on, and meetings at their time. */
export function calendarFile({ name, baseUrl }: Pick<Town, 'name' | 'baseUrl'>, { tasks, meetings }: Known): string {
  const file = ical({ name, prodId: { company: 'Onetown', product: 'Calendar' }, timezone: timeZone })
  for (const { taskId, caseId, reference, what, day } of tasks)
    file.createEvent({
      id: taskId,
      // without a time it would be read as midnight in Greenwich, which elsewhere is the day before
      start: `${day}T00:00:00`,
      allDay: true,
      summary: `Due: ${what} (${reference})`,
      url: `${baseUrl}/cases/${caseId}`,
    })
  for (const { meetingId, day, time, panel, place } of meetings)
    file.createEvent({
      id: meetingId,
      start: `${day}T${time}:00`,
      end: `${day}T${hoursLater(time)}:00`,
      timezone: timeZone,
      summary: panel,
      location: place,
      url: `${baseUrl}/panel/meetings/${meetingId}`,
    })
  return file.toString()
}

/** A meeting has no end of its own: it is shown as long as most last, and never into the next day. */
function hoursLater(time: string): string {
  const [hour, minute] = time.split(':') as [string, string]
  const later = Number(hour) + meetingHours
  return later > 23 ? '23:59' : `${String(later).padStart(2, '0')}:${minute}`
}
