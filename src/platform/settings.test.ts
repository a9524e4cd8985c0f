import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { readSettings, SettingsProblem } from './settings.ts'

const own = { DATABASE_URL: 'postgresql://service:x@db/town', ONETOWN_OWNER_URL: 'postgres://owner:x@db/town' }

test('without any variable the town runs on this machine alone, with the demo and the built-in database', () => {
  const settings = readSettings({})
  const data = resolve(import.meta.dirname, '../../data')
  assert.deepEqual(settings, {
    port: 3000,
    host: '127.0.0.1',
    data,
    demo: true,
    database: undefined,
    keys: resolve(data, 'keys'),
    files: resolve(data, 'files'),
    bucket: undefined,
    clamd: undefined,
    smtpUrl: undefined,
    mailFolder: resolve(data, 'mail'),
    baseUrl: 'http://127.0.0.1:3000',
  })
})

test('a scanner has a socket or an address', () => {
  for (const address of ['unix:/run/clamav/clamd.ctl', 'tcp://127.0.0.1:3310', 'tcp://[::1]:3310'])
    assert.equal(readSettings({ ONETOWN_CLAMD: address }).clamd, address)
})

test('a bucket has its name behind the store’s address or before it, and a key; half of them is refused', () => {
  const login = { ONETOWN_BUCKET_KEY: 'town', ONETOWN_BUCKET_SECRET: 'hush' }
  const bucketIn = (more: NodeJS.ProcessEnv) => readSettings({ ...login, ...more }).bucket
  assert.deepEqual(bucketIn({ ONETOWN_BUCKET: 'https://s3.example.org/files/', ONETOWN_BUCKET_REGION: 'eu-west-2' }), {
    url: 'https://s3.example.org/files',
    region: 'eu-west-2',
    key: 'town',
    secret: 'hush',
  })
  assert.equal(bucketIn({ ONETOWN_BUCKET: 'https://files.s3.example.org' })!.url, 'https://files.s3.example.org')
  assert.equal(bucketIn({ ONETOWN_BUCKET: 'http://127.0.0.1:9000/files' })!.region, undefined)
  refused(login, /^ONETOWN_BUCKET_KEY is set but ONETOWN_BUCKET is not: /)
  refused({ ONETOWN_BUCKET: 'https://s3.example.org/files' }, /^ONETOWN_BUCKET is set but ONETOWN_BUCKET_KEY is not: /)
  refused({ ONETOWN_BUCKET_REGION: 'eu-west-2' }, /^ONETOWN_BUCKET_REGION is set but ONETOWN_BUCKET is not: /)
  for (const wrong of ['s3://files', 'https://s3.example.org/a/b', 'https://town:hush@s3.example.org/files'])
    refused({ ...login, ONETOWN_BUCKET: wrong }, /^ONETOWN_BUCKET must be an address such as (?!.*hush)/)
})

test('the keys and the mails follow the data folder unless they are placed elsewhere', () => {
  assert.equal(readSettings({ ONETOWN_DATA: '/srv/town' }).keys, '/srv/town/keys')
  assert.equal(readSettings({ ONETOWN_DATA: '/srv/town' }).mailFolder, '/srv/town/mail')
  assert.equal(readSettings({ ONETOWN_DATA: '/srv/town', ONETOWN_KEYS: '/mnt/keys' }).keys, '/mnt/keys')
})

test('a variable that is set to nothing counts as not set', () => {
  assert.equal(readSettings({ PORT: '', ONETOWN_SMTP_URL: '', ONETOWN_DEMO: '' }).port, 3000)
})

test('a database server of one’s own needs the service’s login; the owner’s is for migrating', () => {
  const settings = readSettings(own)
  assert.deepEqual(settings.database, { serviceUrl: own.DATABASE_URL, ownerUrl: own.ONETOWN_OWNER_URL })
  assert.deepEqual(readSettings({ DATABASE_URL: own.DATABASE_URL }).database, {
    serviceUrl: own.DATABASE_URL,
    ownerUrl: undefined,
  })
  refused({ ONETOWN_OWNER_URL: own.ONETOWN_OWNER_URL }, /^ONETOWN_OWNER_URL is set but DATABASE_URL is not: /)
})

test('links in mails begin with the base address, else with where the town listens', () => {
  assert.equal(readSettings({ ONETOWN_BASE_URL: 'https://town.example.org/' }).baseUrl, 'https://town.example.org')
  assert.equal(readSettings({ HOST: '0.0.0.0', PORT: '80' }).baseUrl, 'http://127.0.0.1:80')
  assert.equal(readSettings({ HOST: '::1', PORT: '8080' }).baseUrl, 'http://[::1]:8080')
  refused(
    { ONETOWN_BASE_URL: 'https://town.example.org/prevent' },
    /^ONETOWN_BASE_URL must be an address without a path/,
  )
})

test('a wrong value is refused with one sentence that names the setting', () => {
  refused({ PORT: 'http' }, /^PORT must be a whole number from 1 to 65535, or 0 for any free port\.$/)
  refused({ PORT: '65536' }, /^PORT must be/)
  refused({ PORT: '-1' }, /^PORT must be/)
  refused({ HOST: 'a host' }, /^HOST must be/)
  refused({ ONETOWN_DEMO: 'yes' }, /^ONETOWN_DEMO must be on or off\.$/)
  refused({ ONETOWN_SMTP_URL: 'mail.example.org' }, /^ONETOWN_SMTP_URL must be an address such as smtp:/)
  refused({ ONETOWN_CLAMD: 'clamav' }, /^ONETOWN_CLAMD must be unix: and the path of its socket/)
  refused({ ...own, DATABASE_URL: 'mysql://db/town' }, /^DATABASE_URL must be an address such as postgresql:/)
})

test('the sentence about a wrong address does not repeat the password in it', () => {
  refused({ ...own, DATABASE_URL: 'mysql://login:hush@db/town' }, /^(?!.*hush)/)
})

test('a variable with our name that does not exist is refused, and the nearest one is suggested', () => {
  refused({ ONETOWN_DATE: 'x' }, /^ONETOWN_DATE is not a setting of Onetown: did you mean ONETOWN_DATA\?$/)
  refused({ ONETOWN_SMPT_URL: 'x' }, /did you mean ONETOWN_SMTP_URL\?$/)
})

test('the variables of the tests and of other programs are left alone', () => {
  assert.equal(readSettings({ ONETOWN_TEST_OWNER_URL: 'x', PATH: '/bin', PGHOST: 'x' }).port, 3000)
})

function refused(env: NodeJS.ProcessEnv, sentence: RegExp) {
  assert.throws(
    () => readSettings(env),
    (error) => error instanceof SettingsProblem && sentence.test(error.message),
  )
}
