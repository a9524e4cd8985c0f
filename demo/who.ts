import { demoAccounts, demoPassword } from '../src/organisation/identity/index.ts'
import type { Town } from '../src/platform/town.ts'
import { people } from './town.ts'

/** Whom to sign in as in the demo town, a line each, with what they come to do. */
export async function whereToSignIn(town: Town): Promise<string[]> {
  const accounts = await demoAccounts(town)
  const lines = accounts.flatMap(({ name, email, jobTitle }) => {
    const comesTo = people.find((person) => person.name === name)?.comesTo
    return comesTo ? [`  ${email.padEnd(36)}${name}, ${jobTitle}: to ${comesTo}`] : []
  })
  return [...lines, `The password of each is: ${demoPassword}`]
}
