/** `npm run docs`: writes docs/generated from the modules and from a database of this release. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freshDatabase } from '../test/database.ts'
import { serverForTests } from '../test/server.ts'
import { allPapers } from './papers/all.ts'

const folder = join(import.meta.dirname, '../docs/generated')
const server = await serverForTests()
process.env.TEST_OWNER_URL ??= server.superuserUrl
const fresh = await freshDatabase()
try {
  for (const [name, text] of Object.entries(await allPapers(fresh.superUrl))) writeFileSync(join(folder, name), text)
} finally {
  await fresh.drop()
  await server.close()
}
