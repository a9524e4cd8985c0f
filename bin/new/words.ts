const irregular: Record<string, string> = {
  begin: 'begun',
  choose: 'chosen',
  find: 'found',
  give: 'given',
  hold: 'held',
  make: 'made',
  pay: 'paid',
  send: 'sent',
  set: 'set',
  take: 'taken',
  tell: 'told',
  write: 'written',
}

/** A new module's names, all from its folder and one verb phrase: `mentoring record-visit`. */
export interface Words {
  /** mentoring */
  module: string
  /** mentoring, as a name in the program */
  moduleName: string
  /** record-visit */
  phrase: string
  /** record */
  verb: string
  /** visit, and visits, in words */
  noun: string
  nouns: string
  /** visit as a name in the program, as a type and as a table */
  name: string
  type: string
  table: string
  /** recordVisit (the rule) and recordAVisit (the command) */
  rule: string
  command: string
  /** visit recorded (what the fact says) and VisitRecorded (its type) */
  fact: string
  factType: string
}

/** Throws an Error with a sentence when the names are not of the house's form. */
export function wordsFor(module: string, phrase: string): Words {
  const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
  if (!kebab.test(module)) throw new Error(`A module is called by small words joined by hyphens, not “${module}”.`)
  const [verb, ...rest] = phrase.split('-')
  if (!kebab.test(phrase) || !verb || !rest.length)
    throw new Error(`A command is a verb and what it is done to, such as record-visit, not “${phrase}”.`)
  const noun = rest.join(' ')
  const name = camel(rest)
  const type = capital(name)
  const past = irregular[verb] ?? regularPast(verb)
  return {
    module,
    moduleName: camel(module.split('-')),
    phrase,
    verb,
    noun,
    nouns: plural(noun),
    name,
    type,
    table: rest.join('_'),
    rule: `${verb}${type}`,
    command: `${verb}${/^[aeiou]/.test(noun) ? 'An' : 'A'}${type}`,
    fact: `${noun} ${past}`,
    factType: `${type}${capital(past)}`,
  }
}

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const camel = ([first = '', ...rest]: readonly string[]) => first + rest.map(capital).join('')

function regularPast(verb: string) {
  if (verb.endsWith('e')) return `${verb}d`
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`
}

function plural(noun: string) {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`
}
