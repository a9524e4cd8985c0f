import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { renderToString } from 'preact-render-to-string'
import { file, hidden, list, text, yesNo } from '../pure/questions.ts'
import { assets } from './assets.ts'
import { Form } from './form.tsx'
import { Page, renderPage } from './page.tsx'
import { QuestionFields } from './questions.tsx'
import { CasePage, FormPage, frame } from './sample.tsx'

const MOST = 60_000 // bytes over the wire on first load: screens.md

test('a first page with its sheet and its script is far below sixty kilobytes over the wire', () => {
  const shared = [...assets.files.values()].reduce((sum, file) => sum + file.br.length, 0)
  for (const page of [renderPage(<FormPage />), renderPage(<CasePage />)]) {
    const total = shared + brotliCompressSync(page).length
    assert.ok(total < MOST / 2, `${total} bytes`)
  }
})

test('nothing on a page is inline, so that the content security policy can be strict', () => {
  for (const page of [renderPage(<FormPage />), renderPage(<CasePage />)]) {
    assert.match(page, /^<!DOCTYPE html><html lang="en" class="govuk-template">/)
    assert.doesNotMatch(page, / style="| on[a-z]+="|<style|<script(?! type="module" src=)/)
    assert.doesNotMatch(page, /crown|gov\.uk\//i)
  }
})

test('the title names the page and the town, not the person, and says when there is an error', () => {
  assert.match(renderPage(<CasePage />), /<title>Case overview – Exampleton<\/title>/)
  const problems = [{ at: 'chair', message: 'Enter the name of the chair' }]
  assert.match(
    renderPage(<FormPage problems={problems} />),
    /<title>Error: Record the panel's decision – Exampleton<\/title>/,
  )
})

test('a page has one h1, and each id once', () => {
  for (const page of [renderPage(<FormPage values={{ views: [{}, {}] }} />), renderPage(<CasePage />)]) {
    assert.equal(page.match(/<h1/g)?.length, 1)
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
    assert.deepEqual(ids, [...new Set(ids)])
  }
})

test('only a page that names a person offers to hide it, and only a signed-in reader can sign out', () => {
  const page = renderPage(<Page frame={{ town: frame.town }} title="Events" />)
  assert.doesNotMatch(page, /Hide now|Sign out|OFFICIAL|data-print/)
  assert.match(renderPage(<CasePage />), /Hide now.*Sam Invented/s)
})

test('another language sets the direction of the page', () => {
  const page = renderPage(<Page frame={{ ...frame, language: 'ar', direction: 'rtl' }} title="الفعاليات" />)
  assert.match(page, /<html lang="ar" dir="rtl"/)
})

test('a refusal and a change by somebody else are said before the heading', () => {
  const page = renderPage(<Page frame={frame} title="Plan" refusal="The panel has already decided" changed />)
  assert.match(page, /The panel has already decided.*Somebody changed this while you were typing.*<h1/s)
})

test('a form carries its token, its act and its version, and says what it does', () => {
  const questions = { caseId: hidden({ uuid: true }), name: text({ label: 'Name' }) }
  const drawn = renderToString(
    <Form
      action="/x"
      csrf="t"
      actId="a"
      version={0}
      questions={questions}
      values={{ caseId: 'c', name: '<b>' }}
      submit="Save it"
    />,
  )
  assert.match(drawn, /^<form action="\/x" method="post" novalidate>/)
  for (const [name, value] of [
    ['_csrf', 't'],
    ['_act', 'a'],
    ['_version', '0'],
    ['caseId', 'c'],
  ]) {
    assert.ok(drawn.includes(`<input type="hidden" name="${name}" value="${value}"`), name)
  }
  assert.ok(drawn.includes('value="&lt;b&gt;"') && drawn.includes('Save it'))
  assert.ok(!drawn.includes('ot-first-button'))
})

test('a list offers another until it is full, and removal while more remain than are needed', () => {
  const people = (most: number) => ({
    people: list({ label: 'People', item: 'person', least: 1, most, of: { name: text({ label: 'Name' }) } }),
  })
  const drawn = (most: number, count: number) =>
    renderToString(
      <QuestionFields of={people(most)} values={{ people: Array.from({ length: count }, () => ({ name: 'x' })) }} />,
    )
  assert.deepEqual([drawn(3, 1).includes('_add'), drawn(3, 1).includes('_remove')], [true, false])
  assert.deepEqual([drawn(2, 2).includes('_add'), drawn(2, 2).includes('_remove')], [false, true])
})

test('the one file of a list that may be empty can be taken out again', () => {
  const documents = (least: number) => ({
    documents: list({
      label: 'Documents',
      item: 'document',
      least,
      most: 3,
      of: { file: file({ label: 'The file' }) },
    }),
  })
  const drawn = (least: number, held: string) =>
    renderToString(<QuestionFields of={documents(least)} values={{ documents: [{ file: held }] }} />)
  const held = '0198c1f4-0000-7000-8000-000000000000 letter.pdf'
  assert.ok(drawn(0, held).includes('_remove'))
  assert.ok(!drawn(1, held).includes('_remove'), 'one is needed')
  assert.ok(!drawn(0, '').includes('_remove'), 'there is nothing to take out')
})

test('a question under an answer keeps its problem and its value when the form is shown again', () => {
  const questions = {
    needs: yesNo({ label: 'Interpreter?' }),
    language: text({ label: 'Language', onlyWhen: { question: 'needs', is: true } }),
  }
  const problems = [{ at: 'language', message: 'Enter the language' }]
  const drawn = renderToString(
    <QuestionFields of={questions} values={{ needs: true, language: 'Welsh' }} problems={problems} />,
  )
  assert.match(drawn, /id="conditional-needs">.*Enter the language.*value="Welsh"/s)
  assert.match(drawn, /value="yes" checked/)
})

test('each part of a long form has its heading before its first question', () => {
  const questions = {
    name: text({ label: 'Name', section: 'The person' }),
    words: list({
      label: 'Statements',
      section: 'What was said',
      item: 'statement',
      of: { by: text({ label: 'By' }) },
    }),
  }
  const drawn = renderToString(<QuestionFields of={questions} />)
  const [person, name, said, statements] = [
    'The person</h2>',
    'id="name"',
    'What was said</h2>',
    'Statements</legend>',
  ].map((each) => drawn.indexOf(each))
  assert.ok(person! > -1 && person! < name! && name! < said! && said! < statements!)
})
