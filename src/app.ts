import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { walkDrafts, walkOffers, walkPages, walkPhase } from '../demo/walk/index.ts'
import { attachments } from './casework/attachments/module.ts'
import { cases } from './casework/cases/module.ts'
import { desk, serveCalendar } from './casework/desk/module.ts'
import { people } from './casework/people/module.ts'
import { advice } from './casework/advice/module.ts'
import { handOvers } from './casework/hand-overs/module.ts'
import { targets } from './casework/targets/module.ts'
import { mistakes } from './casework/mistakes/module.ts'
import { need } from './casework/need/module.ts'
import { referrals } from './casework/referrals/module.ts'
import { exports } from './casework/exports/module.ts'
import { movingIn } from './casework/moving-in/module.ts'
import { reassigning } from './casework/reassigning/module.ts'
import { enquiries } from './casework/enquiries/module.ts'
import { gateway } from './casework/gateway/module.ts'
import { assessment } from './casework/assessment/module.ts'
import { panel } from './casework/panel/module.ts'
import { support } from './casework/support/module.ts'
import { campaign } from './community/campaign/module.ts'
import { agencies } from './organisation/agencies/module.ts'
import { figuresOf } from './figures.ts'
import { identifyIn, identityPages } from './organisation/identity/module.ts'
import { staff } from './organisation/staff/module.ts'
import { entrances } from './organisation/staff/roles.ts'
import { loadHolidays } from './platform/calendar.ts'
import { clockOf } from './platform/clock.ts'
import { inTransaction, openDatabase } from './platform/db/database.ts'
import { clamdAt } from './platform/files/clamd.ts'
import { filesIn } from './platform/files/store.ts'
import { bucketAt } from './platform/files/bucket.ts'
import type { BucketLogin } from './platform/files/s3.ts'
import { buildServer } from './platform/http/server.tsx'
import { openKeyStore } from './platform/keys.ts'
import type { Module } from './platform/module.ts'
import type { Log, Town } from './platform/town.ts'
import { aProcess } from './platform/viewer.ts'
import { reactions } from './reactions.ts'
import { journal } from './trust/journal/module.ts'

/** The modules in order: the table of contents. */
export const modules: readonly Module[] = [
  desk,
  cases,
  attachments,
  people,
  advice,
  referrals,
  gateway,
  need,
  handOvers,
  mistakes,
  targets,
  enquiries,
  assessment,
  panel,
  support,
  exports,
  reassigning,
  movingIn,
  campaign,
  agencies,
  staff,
  journal,
]

export interface Opening {
  serviceUrl: string
  keysFolder: string
  /** Where files lie; otherwise in the folder of the keys. */
  filesFolder?: string | undefined
  /** The bucket that files are brought into, where there is one. */
  bucket?: BucketLogin | undefined
  /** The address of a ClamAV daemon, where there is one. */
  clamd?: string | undefined
  baseUrl: string
  log: Log
  /** The town's time; otherwise the database's. */
  clock?: () => Date
  pool?: number
}

/** Opens the town on a migrated database. Throws `SettingsProblem` when its login could bypass row security. */
export async function openTown(opening: Opening): Promise<Town> {
  const { serviceUrl, keysFolder, filesFolder, bucket, clamd, baseUrl, log, clock, pool } = opening
  const database = await openDatabase(serviceUrl, pool)
  const keys = openKeyStore(keysFolder)
  const { holidays, town } = await inTransaction(
    database,
    { viewer: aProcess('start'), role: 'organisation_reader' },
    async (tx) => ({
      holidays: await loadHolidays(tx),
      town: await tx.selectFrom('platform.town').selectAll().executeTakeFirst(),
    }),
  )
  return {
    database,
    keys,
    files: filesIn(filesFolder ?? join(keysFolder, 'files'), {
      bucket: bucket && bucketAt(bucket),
      scanner: clamd ? clamdAt(clamd) : undefined,
    }),
    entrances,
    reactions,
    clock: clock ?? (await clockOf(database)),
    holidays,
    baseUrl,
    log,
    founded: town !== undefined,
    demo: town?.demo ?? false,
    name: town?.name ?? 'Onetown',
    colour: town?.colour ?? '#1d70b8',
  }
}

/** The site of a town, not yet listening. */
export function buildApp(town: Town): Promise<FastifyInstance> {
  const site = { town, modules, identify: identifyIn(town), figures: figuresOf(town) }
  const offTheRoad: typeof identityPages = (app, built) => {
    identityPages(app, built)
    serveCalendar(app, built)
  }
  if (!town.demo) return buildServer(site, offTheRoad)
  return buildServer({ ...site, phase: walkPhase, offers: walkOffers, draftsApart: walkDrafts }, (app, built) => {
    offTheRoad(app, built)
    walkPages(app, built)
  })
}
