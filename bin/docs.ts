/** `npm run docs`: writes docs/generated and db/types.ts, from the modules and from a database of this release. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freshDatabase } from '../test/database.ts'
import { serverForTests } from '../test/server.ts'
import { allPapers } from './papers/all.ts'

const folder = join(import.meta.dirname, '../docs/generated')
const types = join(import.meta.dirname, 'db-types.js')
// A test that runs this has a server already.
const server = process.env.TEST_OWNER_URL ? undefined : await serverForTests()
process.env.TEST_OWNER_URL ??= server?.superuserUrl
const fresh = await freshDatabase()
try {
  execFileSync(process.execPath, [types, fresh.superUrl])
  for (const [name, text] of Object.entries(await allPapers(fresh.superUrl))) writeFileSync(join(folder, name), text)
} finally {
  await fresh.drop()
  await server?.close()
}
