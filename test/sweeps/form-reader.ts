/** What a form holds when it is opened: the values by field name, of what is ticked, chosen or written in it. */
export function fieldsIn(html: string, action: string): Record<string, string[]> {
  const start = html.indexOf(`<form action="${escaped(action)}"`)
  if (start < 0) return {}
  const form = html.slice(start, html.indexOf('</form>', start))
  const fields: Record<string, string[]> = {}
  const holds = (name: string | undefined, value: string) => {
    if (name && !name.startsWith('_')) (fields[name] ??= []).push(value)
  }
  for (const [, text] of form.matchAll(/<input((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/g)) {
    const { name, value = 'on', type, checked } = attributes(text!)
    if (type === 'file') continue
    if ((type !== 'radio' && type !== 'checkbox') || checked !== undefined) holds(name, type ? value : '')
  }
  for (const [, text, content] of form.matchAll(/<textarea((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>([\s\S]*?)<\/textarea>/g))
    holds(attributes(text!).name, unescaped(content!).replace(/^\n/, ''))
  for (const [, text, content] of form.matchAll(/<select((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>([\s\S]*?)<\/select>/g)) {
    const chosen = /<option((?:\s+[\w-]+(?:="[^"]*")?)*\s+selected(?:="[^"]*")?(?:\s+[\w-]+(?:="[^"]*")?)*)\s*>/.exec(
      content!,
    )
    holds(attributes(text!).name, chosen ? (attributes(chosen[1]!).value ?? '') : '')
  }
  return fields
}

function attributes(text: string): Record<string, string | undefined> {
  const found = [...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)]
  return Object.fromEntries(found.map(([, name, value]) => [name!, unescaped(value ?? '')]))
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const unescaped = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => signs[name]!)
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
