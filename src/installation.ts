import { openTown } from './app.ts'
import { type DatabaseLogins, userOf } from './logins.ts'
import { migrate } from './platform/db/migrate.ts'
import { brought, whyTooNew, whyTooOld } from './platform/db/release.ts'
import type { Settings } from './platform/settings.ts'
import type { Log, Town } from './platform/town.ts'

/** Brings the database up to this release where the owner's login is known, and opens the town. */
export async function openInstallation(settings: Settings, logins: DatabaseLogins, log: Log): Promise<Town> {
  if (logins.ownerUrl) {
    const applied = await migrate({ ownerUrl: logins.ownerUrl, service: userOf(logins.serviceUrl) })
    await logins.onDisk
    if (applied.length) log.info(`The database was brought up to this release (${applied.length} migrations).`)
  }
  const town = await openTown({
    serviceUrl: logins.serviceUrl,
    keysFolder: settings.keys,
    filesFolder: settings.files,
    bucket: settings.bucket,
    clamd: settings.clamd,
    baseUrl: settings.baseUrl,
    log,
  })
  if (!logins.ownerUrl) await refuseOtherRelease(town)
  return town
}

/** Whoever may not migrate starts on a database of this very release. */
async function refuseOtherRelease(town: Town): Promise<void> {
  const by = await brought(town.database)
  const problem = whyTooOld(by) ?? whyTooNew(by)
  if (!problem) return
  await closeTown(town)
  throw problem
}

export async function closeTown(town: Town): Promise<void> {
  await town.database.close()
  town.keys.close()
}
