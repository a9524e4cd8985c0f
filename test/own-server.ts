import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** A database with two logins of its own on the server under test, made as docs/running-it.md says. */
export async function aDatabase() {
  const superUrl = process.env.TEST_OWNER_URL!
  // The time tells later runs what was left behind, as in test/database.ts.
  const prefix = `onetown_test_${Date.now().toString(36)}_${randomBytes(5).toString('hex')}`
  const [owner, login] = [`${prefix}_owner`, `${prefix}_service`]
  await ask(superUrl, `create role ${owner} login createrole password 'owner'`)
  await ask(superUrl, `create role ${login} login noinherit password 'service'`)
  await ask(superUrl, `create database ${prefix} owner ${owner} encoding 'UTF8' template template0`)
  const drop = async () => {
    await ask(superUrl, `drop database ${prefix} with (force)`)
    // The zones' roles first: their memberships were given by the owner.
    const roles = await ask<{ name: string }>(
      superUrl,
      `select rolname as name from pg_roles where rolname ~ '^${prefix}_' order by rolname ~ '_(owner|service)$', rolname desc`,
    )
    for (const { name } of roles) await ask(superUrl, `drop role "${name}"`)
  }
  const urlOf = (user: string, password: string) => withLogin(superUrl, { database: prefix, user, password })
  const env = { DATABASE_URL: urlOf(login, 'service'), ONETOWN_OWNER_URL: urlOf(owner, 'owner') }
  const asSuperuser = new URL(superUrl)
  asSuperuser.pathname = `/${prefix}`
  return { env, superUrl: asSuperuser.href, login, urlOf, drop }
}

interface Login {
  database: string
  user: string
  password: string
}

function withLogin(address: string, { database, user, password }: Login) {
  const url = new URL(address)
  url.pathname = `/${database}`
  url.username = ''
  url.password = ''
  url.searchParams.set('user', user)
  url.searchParams.set('password', password)
  return url.href
}

/** One query on a connection of its own. */
export async function ask<Row extends object>(connectionString: string, query: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(query)).rows
  } finally {
    await client.end()
  }
}
