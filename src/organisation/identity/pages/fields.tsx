import type { ComponentChildren } from 'preact'
import type { Problem } from '../../../platform/pure/questions.ts'
import { Button, Govuk } from '../../../platform/ui/markup.tsx'
import type { Frame } from '../../../platform/ui/page.tsx'

interface FieldProps {
  name: string
  label: string
  hint?: string
  value?: string
  problems: readonly Problem[]
  autocomplete: string
}

/** A password, which may be shown while it is typed. It is never sent back. */
export function PasswordField({ name, label, hint, value, problems, autocomplete }: FieldProps) {
  return <Govuk is="password-input" params={{ ...common({ name, label, hint, problems }), value, autocomplete }} />
}

export function EmailField({ name, label, hint, value, problems, autocomplete }: FieldProps) {
  const params = { ...common({ name, label, hint, problems }), value, autocomplete, type: 'email', spellcheck: false }
  return <Govuk is="input" params={params} />
}

/** A code from an app, or one from paper: no number, because it may begin with nought. */
export function CodeField({ name, label, hint, problems, autocomplete }: FieldProps) {
  const classes = 'govuk-input--width-10 govuk-input--extra-letter-spacing'
  const params = {
    ...common({ name, label, hint, problems }),
    classes,
    autocomplete,
    spellcheck: false,
    autocapitalize: 'none',
  }
  return <Govuk is="input" params={params} />
}

function common({
  name,
  label,
  hint,
  problems,
}: {
  name: string
  label: string
  hint: string | undefined
  problems: readonly Problem[]
}) {
  const wrong = problems.find(({ at }) => at === name)
  return {
    id: name,
    name,
    label: { text: label, classes: 'govuk-label--s' },
    hint: hint ? { text: hint } : undefined,
    errorMessage: wrong ? { text: wrong.message } : undefined,
  }
}

interface PostProps {
  frame: Frame
  to: string
  submit: string
  kind?: 'secondary' | 'warning'
  children?: ComponentChildren
}

/** A small form of its own. */
export function Post({ frame, to, submit, kind, children }: PostProps) {
  return (
    <form method="post" action={to} novalidate>
      <input type="hidden" name="_csrf" value={frame.csrf} />
      {children}
      <Button kind={kind} once>
        {submit}
      </Button>
    </form>
  )
}
