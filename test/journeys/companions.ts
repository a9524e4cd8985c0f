import { test } from 'node:test'
import type { Place } from './at-work.ts'
import { withoutBrowser } from './browser.ts'
import { type Person, someone } from './person.ts'

interface Setting {
  place: Readonly<Place>
  /** What no title may tell. */
  secret: string[]
  screen?: Parameters<typeof someone>[1]['screen']
  /** Before each sentence, where the same road is walked in several ways. */
  how?: string
}

/** Those who walk a road together, step by step, each before a screen of their own. */
export function companions({ place, secret, screen, how }: Setting) {
  const people = new Map<string, Person>()
  let atTheScreen: Person | undefined
  let broken = false

  /** Somebody without an account. */
  async function aStranger(): Promise<Person> {
    const person = await someone(place.browser, { address: place.town.address, secret, ...(screen ? { screen } : {}) })
    return turnsTo(person)
  }

  /** One of the town's people, who signs in when first needed and stays signed in. */
  async function as(key: string): Promise<Person> {
    const known = people.get(key)
    if (known) return turnsTo(known)
    const person = await aStranger()
    await person.signsIn(key)
    people.set(key, person)
    return person
  }

  /** Whose page is shown where the step fails from now on. */
  function turnsTo(person: Person): Person {
    atTheScreen = person
    return person
  }

  /** Whatever follows a step that failed is skipped: it could only fail for the same reason. */
  function step(sentence: string, goes: () => Promise<void>) {
    test(how ? `${how}: ${sentence}` : sentence, { skip: withoutBrowser }, async (t) => {
      if (broken) return t.skip('an earlier step failed')
      broken = true
      await goes().catch(async (error: Error) => {
        throw new Error(`${error.message}\nThe page was ${await atTheScreen?.shows()}`, { cause: error })
      })
      broken = false
    })
  }

  return { aStranger, as, turnsTo, step }
}
